using System.Net;
using Tracing.Query.Tests.Support;
using Tracing.Storage.Rows;
using Tracing.Storage.Writes;
using Tracing.Vocabulary;

namespace Tracing.Query.Tests.Pages.Comparison;

/// <summary>The page of two cells.</summary>
public sealed class CellComparisonTests(EngineFixture.EngineFixture engine)
{
    private const string Both = "/compare?a=a1/v/m/c/t1&b=a2/v/m/c/t1&sweep=s";

    [Fact]
    public async Task Both_values_their_difference_and_the_verdict_are_told()
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);

        string axes = PageReading.Text(PageReading.Section(await host.PageAsync(Both), "axes"));

        PageReading.Tells("|pass_rate|1.000|0.439 – 1.000, n = 3 of 3|0.667|0.208 – 0.939, n = 3 of 3|+0.333|1|cannot be told apart|1 task: too few, 6 are the least|", axes);
        PageReading.Tells("|tokens|1,100,000|n = 1 of 3|not recorded|n = 0 of 3|not recorded|0|cannot be compared|", axes);
    }

    [Fact]
    public async Task Calls_are_aligned_and_files_are_told_by_who_changed_them()
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);
        await StoreCallsAsync(host);

        string page = await host.PageAsync(Both + "&trialA=1&trialB=1");
        string tools = PageReading.Text(PageReading.Section(page, "tool-calls"));
        string models = PageReading.Text(PageReading.Section(page, "model-calls"));
        string changes = PageReading.Text(PageReading.Section(page, "changes"));

        PageReading.Tells("They part ways at tool call 2: A calls edit main.c, B calls bash make.", PageReading.Text(page));
        PageReading.Tells("<a href=\"#tool-2\">", page);
        PageReading.Tells("id=\"tool-2\"", page);
        PageReading.Tells("2 in both, 1 only in A, 0 only in B; of those in both, 1 came to the same.", tools);
        PageReading.Tells("|same|bash|ls|0|0|yes|0|0|yes|", tools);
        PageReading.Tells("|only in A|edit|main.c|1|0|yes|–|–|–|", tools);
        PageReading.Tells("|same call, other outcome|bash|make|2|0|yes|1|2|no: exit|", tools);
        PageReading.Tells("|Prompt tokens|10 (1 of 2 calls known)|10|", models);
        PageReading.Tells("|Calls|2|1|", models);
        PageReading.Tells("|only in A|", models);
        PageReading.Tells("|main.c|left otherwise|modified|Show the diff|one|modified|Show the diff|two|", changes);
        PageReading.Tells("|notes.txt|only in A|added|not changed|", changes);
    }

    [Fact]
    public async Task Two_trials_of_a_cell_are_compared_by_their_own_values()
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);

        string page = await host.PageAsync("/compare?a=a2/v/m/c/t1&b=a2/v/m/c/t1&sweep=s&trialA=1&trialB=3");

        PageReading.Tells("|pass_rate|1.000|0.207 – 1.000, n = 1 of 1|0.000|0.000 – 0.793, n = 1 of 1|+1.000|1|", PageReading.Text(PageReading.Section(page, "axes")));
        PageReading.Tells("Where they part ways cannot be said", page);
        Assert.Contains("/compare?a=a2/v/m/c/t1&b=a2/v/m/c/t1&sweep=s&trialA=3&trialB=1", PageReading.Links(page, "/compare"));
    }

    [Theory]
    [InlineData("/compare", HttpStatusCode.BadRequest, "The cell 'a' is missing")]
    [InlineData("/compare?a=a1/v/m/c/t1", HttpStatusCode.BadRequest, "The cell 'b' is missing")]
    [InlineData("/compare?a=a1/v/m/c/t1&b=nothing", HttpStatusCode.BadRequest, "'b' names no cell")]
    [InlineData("/compare?a=a1/v/m/c/t1&b=a1/v/m/c/t1", HttpStatusCode.BadRequest, "Both sides are the same cell")]
    [InlineData("/compare?a=a1/v/m/c/t1&b=a1/v/m/c/t1&sweepA=s", HttpStatusCode.BadRequest, "Both sides are the same run")]
    [InlineData(Both + "&trialA=x", HttpStatusCode.BadRequest, "'trialA' is the number of a trial")]
    [InlineData(Both + "&trialA=9", HttpStatusCode.NotFound, "No such trial was recorded here: s/a1/v/m/c/t1 #9")]
    [InlineData("/compare?a=a1/v/m/c/t1&b=a9/v/m/c/t1", HttpStatusCode.NotFound, "No such cell was recorded here: ")]
    [InlineData(Both + "x", HttpStatusCode.NotFound, "No such cell was recorded here: sx/a1/v/m/c/t1")]
    [InlineData("/compare?a=%3Cscript%3Ealert(1)%3C/script%3E/m/c/t&b=a1/v/m/c/t1&sweep=s", HttpStatusCode.NotFound, "No such cell")]
    public async Task What_cannot_be_compared_is_a_page_that_says_why(string path, HttpStatusCode status, string sentence)
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);

        string page = await host.PageAsync(path, status);

        PageReading.Tells(sentence, PageReading.Text(page));
        PageReading.HoldsNoForeignMarkup(page);
    }

    [Fact]
    public async Task The_cell_page_leads_to_its_comparisons()
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);

        string[] links = PageReading.Links(await host.PageAsync("/cell/a1/v/m/c/t1?sweep=s"), "/compare");

        Assert.Equal(
            ["/compare?a=a1/v/m/c/t1&b=a1/v/m/c/t1&sweep=s&trialA=1&trialB=2", "/compare?a=a1/v/m/c/t1&b=a1/v/m/c/t1&sweep=s&trialA=1&trialB=3", "/compare?a=a1/v/m/c/t1&b=a2/v/m/c/t1&sweep=s"],
            links);
        foreach (string link in links)
        {
            await host.PageAsync(link);
        }
    }

    [Fact]
    public async Task Attack_54_markup_in_names_calls_and_files_is_shown_as_text()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        const string Evil = "<script>alert(1)<b>\"><svg onload=alert(1)>\u202E\u001b[31m";
        string[] ids = ["evil-a", "evil-b"];
        await host.Store.Derived.WriteAsync(
            new DerivedRows
            {
                Runs = [.. ids.Select(id => Support.Runs.Run($"s/{Evil}{id}/m,o<i>/c\"<i>/t&<i>", id) with { StateReason = Evil, AgentVersion = Evil })],
                AxisScores = [.. ids.Select(id => Support.Runs.Score(id, Evil, 1))],
                ToolCalls = [.. ids.Select(id => Tool(id, 0, Evil, Evil + id, 0) with { ErrorType = Evil })],
                ModelCalls = [.. ids.Select(id => Model(id, 0, Evil, 1) with { FinishReason = Evil, ErrorType = Evil })],
            },
            QueryHost.Cancellation);
        await RawLogs.InsertAsync(host.Database, ids.Select((id, i) => Change(id, i, Evil, "modified", Evil)));
        string cell = WebUtility.HtmlDecode(PageReading.Links(await host.PageAsync("/"), "/cell/")[0]);

        string page = await host.PageAsync(PageReading.Links(await host.PageAsync(cell), "/compare")[0]);

        PageReading.Tells("&lt;svg onload=alert(1)&gt;\\u{202E}\\u{001B}[31m", page);
        PageReading.HoldsNoForeignMarkup(page, "script");
    }

    [Fact]
    public async Task A_key_in_a_call_is_hidden_also_where_its_arguments_are_cut()
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);
        string[] arguments = [new string('x', 70) + " sk-proj-abcdefgh12345678", new string('y', 590) + " sk-proj-abcdefgh12345678"];
        await host.Store.Derived.WriteAsync(new DerivedRows { ToolCalls = [Tool("a1-t1-1", 0, "bash", arguments[0], 0), Tool("a1-t1-1", 1, "bash", arguments[1], 0)] }, QueryHost.Cancellation);

        string page = await host.PageAsync(Both);

        PageReading.Tells("They part ways at tool call 1: A calls bash xxx", page);
        Assert.DoesNotContain("sk-proj", page, StringComparison.Ordinal);
    }

    private static async Task StoreCallsAsync(QueryHost host)
    {
        await host.Store.Derived.WriteAsync(
            new DerivedRows
            {
                ToolCalls =
                [
                    Tool("a1-t1-1", 0, "bash", "ls", 0), Tool("a1-t1-1", 1, "edit", "main.c", 0), Tool("a1-t1-1", 2, "bash", "make", 0),
                    Tool("a2-t1-1", 0, "bash", "ls", 0), Tool("a2-t1-1", 1, "bash", "make", 2) with { Success = false, ErrorType = "exit" },
                ],
                ModelCalls = [Model("a1-t1-1", 0, "m", 10), Model("a1-t1-1", 1, "m", null), Model("a2-t1-1", 0, "m", 10)],
            },
            QueryHost.Cancellation);
        await RawLogs.InsertAsync(
            host.Database, Change("a1-t1-1", 0, "main.c", "modified", "one"), Change("a1-t1-1", 1, "notes.txt", "added", ""), Change("a2-t1-1", 2, "main.c", "modified", "two"));
    }

    private static ToolCallRow Tool(string run, uint place, string name, string arguments, int exit) => new()
    {
        RunId = run, Version = 1, Index = place, TraceId = "", SpanId = "", StartedAt = Support.Runs.Epoch + place, Name = name, Arguments = arguments, Source = "span", ExitCode = exit, Success = true,
    };

    private static ModelCallRow Model(string run, uint place, string model, ulong? tokens) => new()
    {
        RunId = run, Version = 1, Index = place, TraceId = "", SpanId = "", StartedAt = Support.Runs.Epoch + (2 * place), Model = model, PromptTokens = tokens, Status = "ok", Attempt = 1, Source = "span",
    };

    private static RawLog Change(string run, long row, string path, string change, string diff) => new(run, Support.Runs.Epoch + row, diff, row)
    {
        EventName = EventNames.FileChange, Attributes = new() { [StandardAttributes.FilePath] = path, [BenchAttributes.Change] = change },
    };
}
