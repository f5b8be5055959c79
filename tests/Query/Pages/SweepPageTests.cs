using System.Net;
using System.Text.RegularExpressions;
using Tracing.Query.Tests.Support;

namespace Tracing.Query.Tests.Pages;

/// <summary>A sweep's page over <see cref="SmallSweep"/>, whose numbers are reckoned by hand there.</summary>
public sealed partial class SweepPageTests(EngineFixture.EngineFixture engine)
{
    [Fact]
    public async Task The_matrix_the_leaderboard_and_the_board_tell_the_sweeps_numbers()
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);

        string page = await GetAsync(host, "/sweep/s", HttpStatusCode.OK);
        string matrix = Section(page, "matrix");
        string text = WebUtility.HtmlDecode(Tags().Replace(page, "|"));

        Assert.Contains(">1.000</a><br><small>", matrix, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/cell/a1/v/m/c/t2?sweep=s\">0.667</a>", matrix, StringComparison.Ordinal);
        Assert.Contains("3 of 3", matrix, StringComparison.Ordinal);
        Assert.Contains("not applicable", matrix, StringComparison.Ordinal);
        Assert.Contains("<td class=\"none\">not run</td>", matrix, StringComparison.Ordinal);
        Assert.Contains("shade-4", matrix, StringComparison.Ordinal);
        Assert.Contains("|Leaderboard by pass_rate|", text, StringComparison.Ordinal);
        Assert.Contains("|0.600|", text, StringComparison.Ordinal);
        Assert.Contains("10 of 10", text, StringComparison.Ordinal);
        Assert.Contains("The sweep declared nothing", text, StringComparison.Ordinal);
        Assert.Contains("Begun, none ended", text, StringComparison.Ordinal);
        Assert.Contains("s/a2/v/m/c/t5 #2", text, StringComparison.Ordinal);
        Assert.Contains("Run more than once (1)", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_axis_and_other_dimensions_are_chosen_by_links()
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);
        string[] links = [.. Links().Matches(await GetAsync(host, "/sweep/s", HttpStatusCode.OK)).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Distinct()];

        Assert.Contains("/sweep/s?axis=tokens&by=task-agent", links);
        Assert.Contains("/sweep/s?axis=pass_rate&by=model-agent", links);
        Assert.All(links, link => Assert.StartsWith("/sweep/s?axis=", link, StringComparison.Ordinal));
        foreach (string link in links)
        {
            await GetAsync(host, link, HttpStatusCode.OK);
        }

        Assert.Contains("1,100,000", await GetAsync(host, "/sweep/s?axis=tokens&by=task-agent", HttpStatusCode.OK), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_of_the_matrix_that_is_several_cells_leads_to_their_runs_and_tells_its_interval_on_hover()
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);

        string matrix = Section(await GetAsync(host, "/sweep/s?axis=pass_rate&by=model-agent", HttpStatusCode.OK), "matrix");

        string link = WebUtility.HtmlDecode(Regex.Match(matrix, "href=\"(/search[^\"]*)\"").Groups[1].Value);
        Assert.Equal("/search?agent=a1&model=v%2Fm&sweep=s", link);
        Assert.Matches("title=\"v/m × a1: mean 0\\.[0-9]+, 95 % interval 0\\.[0-9]+ – [01]\\.[0-9]+, recorded 10 of 10\"", matrix);
        Assert.Contains("a1", await GetAsync(host, link, HttpStatusCode.OK), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sweep/unknown")]
    [InlineData("/sweep/s?by=agent-agent")]
    [InlineData("/sweep/s?axis=")]
    public async Task What_there_is_not_is_a_page_that_says_so(string path)
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);

        Assert.Contains("<h1>Not found</h1>", await GetAsync(host, path, HttpStatusCode.NotFound), StringComparison.Ordinal);
    }

    private static string Section(string page, string id)
    {
        int start = page.IndexOf($"id=\"{id}\"", StringComparison.Ordinal);
        return page[start..page.IndexOf("</section>", start, StringComparison.Ordinal)];
    }

    private static async Task<string> GetAsync(QueryHost host, string path, HttpStatusCode status)
    {
        using HttpResponseMessage response = await host.Http.GetAsync(new Uri(path, UriKind.Relative), QueryHost.Cancellation);
        Assert.Equal(status, response.StatusCode);
        return await response.Content.ReadAsStringAsync(QueryHost.Cancellation);
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("href=\"(/sweep/[^\"]*)\"")]
    private static partial Regex Links();
}
