using System.Text;
using System.Text.Json;
using Tracing.EndToEnd.Tests.Sdks;
using Tracing.Processes;

namespace Tracing.EndToEnd.Tests.Dashboards;

/// <summary>Every query of every dashboard, sent as Grafana's plugin would to the read-only engine face of a running <c>tracing up</c>.</summary>
public sealed class DashboardTests(UpFixture up) : IClassFixture<UpFixture>
{
    // What Grafana's trace panel looks for by name.
    private static readonly string[] TraceColumns =
        ["traceID", "spanID", "parentSpanID", "serviceName", "operationName", "startTime", "duration", "tags", "serviceTags", "statusCode"];

    private static readonly Dictionary<string, string> SeedCell = new()
    {
        ["sweep"] = "expansion-20260616",
        ["agent"] = "openhands",
        ["model"] = "meta/llama-4-maverick-17b-128e-instruct",
        ["task"] = "polyglot/go-http-handler-fix",
        ["other"] = "openhands",
        ["axis"] = "composite",
    };

    // A run with model calls: one that told its tokens, one that failed.
    private static readonly Dictionary<string, string> CallsCell = new()
    {
        ["sweep"] = "calls-20260502",
        ["agent"] = "scripted",
        ["model"] = "example/small",
        ["task"] = "polyglot/two-calls",
        ["price_input"] = "2",
        ["price_cached"] = "",
        ["price_output"] = "10",
    };

    [Fact]
    public async Task Every_panel_and_variable_answers_on_runs_that_were_imported()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await SeedRun.ImportAsync(up, cancellation);
        await CallsRun.ImportAsync(up, cancellation);

        foreach (DashboardFile dashboard in DashboardFile.Paths.Select(path => new DashboardFile(path)))
        {
            Dictionary<string, string> chosen = dashboard.Uid == "tracing-model-calls" ? CallsCell : SeedCell;
            foreach ((string name, string sql) in dashboard.Variables)
            {
                JsonElement answer = await AskAsync(DashboardFile.Expand(sql, chosen), cancellation);
                Assert.Contains(chosen[name], answer.GetProperty("data").EnumerateArray().Select(row => row.EnumerateObject().First().Value.GetString()));
            }

            foreach ((string title, string type, string sql) in dashboard.Panels)
            {
                JsonElement answer = await AskAsync(DashboardFile.Expand(sql, chosen), cancellation);
                string[] columns = [.. answer.GetProperty("meta").EnumerateArray().Select(column => column.GetProperty("name").GetString()!)];
                Assert.Equal(columns.Length, columns.Distinct(StringComparer.Ordinal).Count());
                Assert.Subset(columns.ToHashSet(StringComparer.Ordinal), dashboard.NamedColumns[title].ToHashSet(StringComparer.Ordinal));

                // The published run recorded no model call: those panels of its cell are empty, all others are not.
                Assert.Equal(title.StartsWith("Model calls", StringComparison.Ordinal) && chosen == SeedCell, answer.GetProperty("rows").GetInt64() == 0);
                if (type == "traces")
                {
                    Assert.Equal(TraceColumns, columns);
                }
                else if (type == "timeseries")
                {
                    Assert.Equal("time", columns[0]);
                }
            }
        }
    }

    [Fact]
    public async Task Panels_show_what_the_runs_told()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await SeedRun.ImportAsync(up, cancellation);
        await CallsRun.ImportAsync(up, cancellation);

        JsonElement models = await PanelAsync("tracing-model-calls", "Model calls: tokens and errors by model", CallsCell, cancellation);
        JsonElement cost = await PanelAsync("tracing-model-calls", "Model calls: cost by task", CallsCell, cancellation);
        JsonElement unpriced = await PanelAsync("tracing-model-calls", "Model calls: cost by task", new(CallsCell) { ["price_output"] = "" }, cancellation);
        JsonElement agents = await PanelAsync("tracing-compare", "Agents: ${axis}", SeedCell, cancellation);

        Assert.Equal(["example/small", "1", "2", "1", "1000", "400", "50", "1", "0"], models.EnumerateObject().Select(field => field.Value.ToString()));

        // 600 and, without a price of their own, 400 cached tokens at 2, and 50 at 10, a million.
        Assert.Equal(0.0025, cost.GetProperty("cost").GetDouble(), 12);
        Assert.Equal(JsonValueKind.Null, unpriced.GetProperty("cost").ValueKind);
        Assert.Equal(0.5565496484176503, agents.GetProperty("mean").GetDouble(), 15);
        Assert.Equal(JsonValueKind.Null, agents.GetProperty("standard_error").ValueKind);
    }

    [Fact]
    public async Task Every_dashboard_reads_the_provisioned_data_source()
    {
        string provisioned = await File.ReadAllTextAsync(
            Path.Combine(RepositoryPaths.Root, "dashboards", "provisioning", "datasources", "tracing.yaml"), TestContext.Current.CancellationToken);

        Assert.All(DashboardFile.Paths, path => Assert.Contains($"uid: {new DashboardFile(path).DataSource}\n", provisioned, StringComparison.Ordinal));
    }

    [Fact]
    public void Dashboards_have_names_of_their_own()
    {
        string[] uids = [.. DashboardFile.Paths.Select(path => new DashboardFile(path).Uid)];

        Assert.NotEmpty(uids);
        Assert.Equal(uids.Length, uids.Distinct(StringComparer.Ordinal).Count());
    }

    private async Task<JsonElement> PanelAsync(string uid, string title, Dictionary<string, string> chosen, CancellationToken cancellation)
    {
        DashboardFile dashboard = DashboardFile.Paths.Select(path => new DashboardFile(path)).Single(one => one.Uid == uid);
        JsonElement answer = await AskAsync(DashboardFile.Expand(dashboard.Panels.Single(panel => panel.Title == title).Sql, chosen), cancellation);
        return Assert.Single(answer.GetProperty("data").EnumerateArray());
    }

    private async Task<JsonElement> AskAsync(string sql, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = up.Engine };
        using var content = new StringContent(sql, Encoding.UTF8, "text/plain");
        using HttpResponseMessage answer = await client.PostAsync(new Uri("/?database=tracing&default_format=JSON", UriKind.Relative), content, cancellation);
        string text = await answer.Content.ReadAsStringAsync(cancellation);
        Assert.True(answer.IsSuccessStatusCode, sql + "\n" + text);
        using JsonDocument json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }
}
