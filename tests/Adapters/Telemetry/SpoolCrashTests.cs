using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Tracing.Adapters.Telemetry;
using Tracing.Processes;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Tests.Telemetry;

/// <summary>Processes that tell their run are killed while they write and deliver. What they had taken is in the collector, once.</summary>
[Trait("weight", "heavy")]
public sealed class SpoolCrashTests(CollectorFixture collector) : IClassFixture<CollectorFixture>
{
    private const int Rounds = 8;

    [Fact]
    public async Task Whatever_was_taken_before_a_kill_is_stored_once()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        var random = new Random(8);
        long taken = 0;
        for (int round = 0; round < Rounds; round++)
        {
            taken += await KilledAsync(folder["spool"], round, random.Next(1, 150), cancellation);
        }

        await using (var spool = new TelemetrySpool(new SpoolOptions { Folder = folder["spool"] }, collector.Client, TimeProvider.System, NullLoggerFactory.Instance))
        {
            Assert.Equal(default, await spool.FlushAsync(TimeSpan.FromMinutes(1), cancellation));
            Assert.Equal((0, 0, 0), (spool.Refused, spool.Rejected, spool.Dropped));
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["spool"]));
        string counts = await EngineFace.AskUntilAsync(
            collector.Tracing.Engine,
            "SELECT count(), uniqExact(LogAttributes['gen_ai.evaluation.name']) FROM tracing.otel_logs WHERE RunId = 'killed'",
            answer => Numbers(answer)[1] >= taken,
            cancellation);
        long[] stored = Numbers(counts);
        Assert.InRange(stored[1], taken, taken + Rounds);
        Assert.Equal(stored[1], stored[0]);
    }

    [Fact]
    public async Task What_a_run_told_while_the_collector_was_away_arrives_when_it_is_back()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using var data = new TemporaryFolder();
        using var folder = new TemporaryFolder();
        string address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{ReservedPort.Next()}");
        string[] up = ["up", "--data", data.Path, "--grpc", "127.0.0.1:0", "--http", address, "--query", "127.0.0.1:0", "--engine", "127.0.0.1:0"];
        await using (await TracingProcess.StartAsync(up, cancellation))
        {
        }

        using var client = new HttpClient { BaseAddress = new Uri("http://" + address) };
        await using var spool = new TelemetrySpool(new SpoolOptions { Folder = folder.Path }, client, TimeProvider.System, NullLoggerFactory.Instance);
        var run = new RunTelemetry(new RunResource { RunId = "away", Cell = new CellId("s", "agent", "model", "category", "task") }, spool, TimeProvider.System);
        run.State(RunStates.Running);
        run.Root.End();
        Assert.Equal(2, (await spool.FlushAsync(TimeSpan.Zero, cancellation)).Requests);

        await using TracingProcess again = await TracingProcess.StartAsync(up, cancellation);
        Assert.Equal(default, await spool.FlushAsync(TimeSpan.FromMinutes(1), cancellation));
        Assert.Equal("1", await EngineFace.AskUntilAsync(again.Engine, "SELECT count() FROM tracing.otel_traces WHERE RunId = 'away'", answer => answer == "1", cancellation));
    }

    private async Task<long> KilledAsync(string folder, int round, int least, CancellationToken cancellation)
    {
        await using ChildProcess run = ChildProcess.Start(
            "dotnet",
            [RepositoryPaths.Built("tests/SpoolingRun", "tracing-spooling-run.dll"), folder, collector.Tracing.Http.ToString(), "killed", string.Create(CultureInfo.InvariantCulture, $"axis-{round}")]);
        await run.WaitForLineAsync(line => line == string.Create(CultureInfo.InvariantCulture, $"kept {least}"), cancellation);
        await run.KillAsync(cancellation);
        await run.WaitForExitAsync(cancellation);
        return run.OutputLines.Count;
    }

    private static long[] Numbers(string answer) => [.. answer.Split('\t').Select(number => long.Parse(number, CultureInfo.InvariantCulture))];
}
