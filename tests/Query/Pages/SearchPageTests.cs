using System.Net;
using Tracing.Query.Tests.Support;
using Tracing.Storage.Rows;
using Tracing.Storage.Writes;

namespace Tracing.Query.Tests.Pages;

/// <summary>The search page over <see cref="SmallSweep"/>.</summary>
public sealed class SearchPageTests(EngineFixture.EngineFixture engine)
{
    [Theory]
    [InlineData("", "25 of 25 shown")]
    [InlineData("agent=a1&task=t1", "4 of 4 shown")]
    [InlineData("agent=a1&task=c/t1&state=finished", "4 of 4 shown")]
    [InlineData("category=c&task=t5&state=running", "1 of 1 shown")]
    [InlineData("agent=a2&axis=pass&min=1", "3 of 3 shown")]
    [InlineData("axis=tokens&min=1000000&max=2000000", "1 of 1 shown")]
    [InlineData("model=v/m&sweep=s&agent=a2&axis=pass_rate&max=0", "7 of 7 shown")]
    [InlineData("agent=A1", "No run fits: agent A1.")]
    [InlineData("sweep=none&state=finished", "No run fits: sweep none, state finished.")]
    public async Task Runs_are_found_by_every_field(string query, string told)
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);

        PageReading.Tells(told, PageReading.Text(await host.PageAsync("/search?" + query)));
    }

    [Fact]
    public async Task Pages_follow_each_other_and_links_lead_to_cells_at_their_trials()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await host.Store.Derived.WriteAsync(
            new DerivedRows { Runs = [.. Enumerable.Range(1, 60).Select(i => Support.Runs.Run("s/a/m/c/t", $"r{i:00}", trial: (uint)i, startedAt: Support.Runs.Epoch + i))] }, QueryHost.Cancellation);

        string first = await host.PageAsync("/search?agent=a");
        string next = Assert.Single(PageReading.Links(first, "/search?agent=a&after="));
        string second = await host.PageAsync(next);

        PageReading.Tells("50 of 60 shown", PageReading.Text(first));
        PageReading.Tells("10 of 60 shown", PageReading.Text(second));
        Assert.Equal("/cell/a/m/c/t?sweep=s&trial=60", PageReading.Links(first, "/cell/")[0]);
        Assert.Equal(60, PageReading.Links(first, "/cell/").Concat(PageReading.Links(second, "/cell/")).Distinct().Count());
        PageReading.Tells("The cursor does not belong to this query.", PageReading.Text(await host.PageAsync(next.Replace("agent=a", "agent=b", StringComparison.Ordinal), HttpStatusCode.BadRequest)));
    }

    [Fact]
    public async Task A_text_is_found_in_names_and_in_records()
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);
        await host.Store.Derived.WriteAsync(
            new DerivedRows
            {
                ToolCalls = [new ToolCallRow { RunId = "a1-t1-2", Version = 1, Index = 0, TraceId = "", SpanId = "", StartedAt = Support.Runs.Epoch, Name = "bash", Arguments = "grep a1 <b>", Source = "span" }],
            },
            QueryHost.Cancellation);

        string page = await host.PageAsync("/search?q=A1");
        string text = PageReading.Text(PageReading.Section(page, "results"));

        PageReading.Tells("|agent|a1|", text);
        PageReading.Tells("1 places in the newest sweep, s", text);
        PageReading.Tells("|tool_call bash: arguments|grep a1 <b>|", text);
        Assert.Contains("/search?agent=a1", PageReading.Links(page, "/search"));
        Assert.Contains("/cell/a1/v/m/c/t1?sweep=s&trial=2", PageReading.Links(page, "/cell/"));
        PageReading.Tells("Nothing found|No record of a run in sweep s fits: text zzz, sweep s.", PageReading.Text(await host.PageAsync("/search?q=zzz&sweep=s")));
    }

    [Theory]
    [InlineData("min=0.5", "needs an axis")]
    [InlineData("axis=pass&min=much", "'min' is a number")]
    [InlineData("axis=pass&min=1&max=0", "Filter 'scores'")]
    [InlineData("after=%3Cscript%3E", "The cursor does not belong to this query.")]
    [InlineData("agent=%00", "holds a NUL character")]
    public async Task What_cannot_be_asked_is_a_page_that_says_why(string query, string sentence)
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);

        string page = await host.PageAsync("/search?" + query, HttpStatusCode.BadRequest);

        PageReading.Tells(sentence, PageReading.Text(page));
        PageReading.HoldsNoForeignMarkup(page);
    }

    [Fact]
    public async Task Attack_54_markup_in_what_is_asked_and_found_is_shown_as_text()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        const string Evil = "<script>alert(1)<b>\"><img src=x onerror=alert(1)>\u202E\u001b[31m";
        await host.Store.Derived.WriteAsync(new DerivedRows { Runs = [Support.Runs.Run($"{Evil}/{Evil}/{Evil}/{Evil}/{Evil}", "evil")] }, QueryHost.Cancellation);

        foreach (string query in new[] { "", "agent=", "state=", "axis=", "q=" })
        {
            string page = await host.PageAsync("/search?" + query + (query.Length == 0 ? "" : Uri.EscapeDataString(Evil)));
            PageReading.HoldsNoForeignMarkup(page, "script");
            PageReading.Tells("&lt;img src=x onerror=alert(1)&gt;", page);
        }
    }

    [Fact]
    public async Task Every_page_and_the_first_page_lead_to_the_search_and_forms_may_be_sent_to_this_service_alone()
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);

        Assert.Contains("/search", PageReading.Links(await host.PageAsync("/sweep/s"), "/search"));
        PageReading.Tells("<form action=\"/search\" method=\"get\" role=\"search\"", await host.PageAsync("/"));
        using HttpResponseMessage answer = await host.Http.GetAsync(new Uri("/search", UriKind.Relative), QueryHost.Cancellation);
        Assert.Contains("form-action 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }
}
