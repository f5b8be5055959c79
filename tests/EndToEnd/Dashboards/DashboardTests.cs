using System.Text;
using System.Text.Json;
using Tracing.EndToEnd.Tests.Sdks;

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
    };

    [Fact]
    public async Task Every_panel_and_variable_answers_on_the_published_run_that_was_imported()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await SeedRun.ImportAsync(up, cancellation);

        foreach (DashboardFile dashboard in DashboardFile.Paths.Select(path => new DashboardFile(path)))
        {
            foreach ((string name, string sql) in dashboard.Variables)
            {
                JsonElement answer = await AskAsync(DashboardFile.Expand(sql, SeedCell), cancellation);
                Assert.Contains(SeedCell[name], answer.GetProperty("data").EnumerateArray().Select(row => row.EnumerateObject().First().Value.GetString()));
            }

            foreach ((string title, string type, string sql) in dashboard.Panels)
            {
                JsonElement answer = await AskAsync(DashboardFile.Expand(sql, SeedCell), cancellation);
                string[] columns = [.. answer.GetProperty("meta").EnumerateArray().Select(column => column.GetProperty("name").GetString()!)];
                Assert.NotEmpty(columns);

                // The published run recorded no model call: those panels are empty, the others are not.
                Assert.Equal(title.StartsWith("Model calls", StringComparison.Ordinal), answer.GetProperty("rows").GetInt64() == 0);
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
    public void Dashboards_have_names_of_their_own()
    {
        string[] uids = [.. DashboardFile.Paths.Select(path => new DashboardFile(path).Uid)];

        Assert.NotEmpty(uids);
        Assert.Equal(uids.Length, uids.Distinct(StringComparer.Ordinal).Count());
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
