using System.Text.Json;
using Tracing.Query.Live;
using Tracing.Query.Tests.Support;
using Tracing.Query.Tests.Transport;
using Tracing.Storage.Columns;
using Tracing.Storage.Writes;
using Tracing.Vocabulary;

namespace Tracing.Query.Tests.Live;

public sealed class SubscriptionClientTests(EngineFixture.EngineFixture engine)
{
    [Fact]
    public async Task Graphql_ws_and_graphql_sse_are_told_runs_and_spans()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine, new QueryOptions { Live = new LiveOptions { PollInterval = TimeSpan.FromMilliseconds(50) } });

        Task<(int ExitCode, string Output)> client = NodeScript.RunAsync("live.mjs", host.GraphQl.ToString(), "live-run", "live");
        using PeriodicTimer pace = new(TimeSpan.FromMilliseconds(200));
        for (ulong i = 1; !client.IsCompleted; i++)
        {
            await HappenAsync(host, i);
            await pace.WaitForNextTickAsync(QueryHost.Cancellation);
        }

        (int exitCode, string output) = await client;
        Assert.True(exitCode == 0, output);
        JsonElement told = JsonElement.Parse(output);
        foreach (string protocol in new[] { "ws", "sse" })
        {
            JsonElement run = told.GetProperty(protocol + " run").GetProperty("runChanged");
            Assert.Equal(("live-run", "FINISHED", "live"), (run.GetProperty("id").GetString(), run.GetProperty("state").GetString(), run.GetProperty("identity").GetProperty("sweepId").GetString()));
            Assert.Equal("live-run", told.GetProperty(protocol + " span").GetProperty("spanArrived").GetProperty("runId").GetString());
            Assert.Equal(7, told.GetProperty(protocol + " query").GetProperty("axisNames").GetArrayLength());
        }
    }

    // What a collector does with one more insert of a run, and of a run that nobody asked for.
    private static async Task HappenAsync(QueryHost host, ulong version)
    {
        string span = version.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
        await RawSpans.InsertBatchAsync(host.Database, version, [RawSpans.Span("0af7651916cd43dd8448eb211c80319c", span, Runs.Epoch, runId: "live-run")]);
        await host.Store.Writer.RecordTouchesAsync(version, [new RunTouch("live-run", "0af7651916cd43dd8448eb211c80319c")], QueryHost.Cancellation);
        await host.Store.Derived.WriteAsync(
            new DerivedRows
            {
                Runs = [Runs.Run("live/a/m/c/t", "live-run") with { Version = version }, Runs.Run("other/a/m/c/t", "other-run") with { Version = version }],
                AxisScores = [Runs.Score("live-run", AxisNames.PassRate, 1) with { Version = version }],
            },
            QueryHost.Cancellation);
    }
}
