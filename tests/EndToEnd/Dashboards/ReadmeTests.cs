using System.Text.Json;
using System.Text.RegularExpressions;
using Tracing.EndToEnd.Tests.Sdks;
using Tracing.Processes;

namespace Tracing.EndToEnd.Tests.Dashboards;

/// <summary>What the README shows works as it is printed.</summary>
public sealed partial class ReadmeTests(UpFixture up) : IClassFixture<UpFixture>
{
    [Fact]
    public async Task The_query_of_the_readme_answers_on_the_published_run()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await SeedRun.ImportAsync(up, cancellation);
        string readme = await File.ReadAllTextAsync(Path.Combine(RepositoryPaths.Root, "README.md"), cancellation);
        string query = GraphQlBlock().Match(readme).Groups[1].Value;

        using var graphQl = new GraphQlClient(up.Query);
        JsonElement answer = await graphQl.AskAsync(query, null, cancellation);

        JsonElement run = answer.GetProperty("cell").GetProperty("runs")[0];
        Assert.Equal("15573750000", run.GetProperty("timing").GetProperty("durationNano").GetString());
        JsonElement composite = run.GetProperty("scores").EnumerateArray().Single(score => score.GetProperty("axis").GetString() == "composite");
        Assert.Equal("0.5565496484176503", composite.GetProperty("value").GetRawText());
    }

    [Fact]
    public async Task Every_file_that_the_readme_links_to_is_there()
    {
        string readme = await File.ReadAllTextAsync(Path.Combine(RepositoryPaths.Root, "README.md"), TestContext.Current.CancellationToken);

        Assert.All(
            Link().Matches(readme).Select(link => link.Groups[1].Value).Where(target => !target.Contains("://", StringComparison.Ordinal)),
            target => Assert.True(Path.Exists(Path.Combine(RepositoryPaths.Root, target)), target));
    }

    [GeneratedRegex("```graphql\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex GraphQlBlock();

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Link();
}
