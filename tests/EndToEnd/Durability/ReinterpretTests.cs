using System.Text.Json;
using Tracing.Processes;

namespace Tracing.EndToEnd.Tests.Durability;

/// <summary><c>tracing reinterpret</c> reads stored runs anew: what it says counts once, and what they were read as before stays readable.</summary>
[Trait("weight", "heavy")]
public sealed class ReinterpretTests
{
    private const int Runs = 12;
    private static readonly string[] OtherWeights = ["--set", "collector.interpret.composite.pass=0.1"];

    [Fact]
    public async Task Other_weights_change_a_sweep_and_keep_what_was_read_before()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await using Split split = await ReadAsync(cancellation, "one", "two");
        Dictionary<string, Reading> before = await ReadingsAsync(split, cancellation);
        Assert.All(before.Values, reading => Assert.Empty(reading.Earlier));

        (int same, string sameText) = await ReinterpretAsync(split, [], cancellation);
        Assert.True(same == 0 && sameText.Contains($"{2 * Runs} runs read: 0 changed, {2 * Runs} unchanged, 0 left", StringComparison.Ordinal), sameText);

        (int exitCode, string text) = await ReinterpretAsync(split, ["--sweep", "one", .. OtherWeights], cancellation);
        Assert.True(exitCode == 0 && text.Contains($"{Runs} runs read: {Runs} changed, 0 unchanged, 0 left", StringComparison.Ordinal), text);

        Dictionary<string, Reading> after = await ReadingsAsync(split, cancellation);
        Assert.Equal(before.Keys.Order(), after.Keys.Order());
        foreach ((string run, Reading reading) in after)
        {
            if (run.StartsWith("two-", StringComparison.Ordinal))
            {
                Assert.Equal(before[run].Scores, reading.Scores);
                Assert.Empty(reading.Earlier);
            }
            else
            {
                Assert.NotEqual(before[run].Scores, reading.Scores);
                Assert.Equal(before[run].Scores, Assert.Single(reading.Earlier));
            }
        }

        (_, string again) = await ReinterpretAsync(split, ["--sweep", "one", .. OtherWeights], cancellation);
        Assert.Contains($"{Runs} runs read: 0 changed", again, StringComparison.Ordinal);
        await ReinterpretAsync(split, ["--sweep", "one"], cancellation);
        Dictionary<string, Reading> back = await ReadingsAsync(split, cancellation);
        Assert.All(back.Where(run => run.Key.StartsWith("one-", StringComparison.Ordinal)), run =>
        {
            Assert.Equal(before[run.Key].Scores, run.Value.Scores);
            Assert.Equal([after[run.Key].Scores, before[run.Key].Scores], run.Value.Earlier);
        });
    }

    [Fact]
    public async Task Killed_in_the_middle_and_begun_again_it_reads_every_run_and_keeps_each_earlier_reading_once()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await using Split split = await ReadAsync(cancellation, "killed");
        Dictionary<string, Reading> before = await ReadingsAsync(split, cancellation);

        // Its writes are held after the first pages: it dies with a page half written, at whatever insert that is.
        string[] small = [.. OtherWeights, "--set", "collector.interpret.runsPerRead=2"];
        await using (ChildProcess killed = Start(split, small))
        {
            await UntilAsync(killed, $" of {Runs} runs, ", cancellation);
            await split.ControlAsync("hold", cancellation);
            await killed.KillAsync(cancellation);
        }

        await split.ControlAsync("release", cancellation);
        (int exitCode, string text) = await ReinterpretAsync(split, small, cancellation);
        Assert.True(exitCode == 0, text);

        Dictionary<string, Reading> after = await ReadingsAsync(split, cancellation);
        Assert.Equal(Runs, after.Count);
        Assert.All(after, run =>
        {
            Assert.NotEqual(before[run.Key].Scores, run.Value.Scores);
            Assert.Equal(before[run.Key].Scores, Assert.Single(run.Value.Earlier));
        });
    }

    // A split deployment that has read all runs of the sweeps.
    private static async Task<Split> ReadAsync(CancellationToken cancellation, params string[] sweeps)
    {
        Split split = await Split.StartAsync(cancellation, collectors: 1);
        foreach (string sweep in sweeps)
        {
            await ScoredRuns.SendAsync(split.Collectors[0].Http, sweep, Runs, cancellation);
        }

        using var graphQl = new GraphQlClient(split.Query);
        await graphQl.AskUntilAsync(
            Question,
            null,
            answer => Nodes(answer).Length == sweeps.Length * Runs && Nodes(answer).All(run => Scores(run.GetProperty("scores")).Contains("composite", StringComparison.Ordinal)
                && Scores(run.GetProperty("scores")).Contains("integrity", StringComparison.Ordinal)),
            cancellation);

        // It would read a run again with its own weights when more of it arrives.
        Assert.Equal(0, await split.Collectors[0].Child.TerminateAsync(cancellation));
        return split;
    }

    private const string Question =
        "{ runs(first: 100) { nodes { id scores { axis value scorerVersion } earlierReadings { version scores { axis value scorerVersion } } } } }";

    private static JsonElement[] Nodes(JsonElement answer) => [.. answer.GetProperty("runs").GetProperty("nodes").EnumerateArray()];

    private static async Task<Dictionary<string, Reading>> ReadingsAsync(Split split, CancellationToken cancellation)
    {
        using var graphQl = new GraphQlClient(split.Query);
        return Nodes(await graphQl.AskAsync(Question, null, cancellation)).ToDictionary(
            run => run.GetProperty("id").GetString()!,
            run => new Reading(
                Scores(run.GetProperty("scores")),
                [.. run.GetProperty("earlierReadings").EnumerateArray().Select(earlier => Scores(earlier.GetProperty("scores")))]),
            StringComparer.Ordinal);
    }

    private static string Scores(JsonElement scores) => string.Join('\n', scores.EnumerateArray().Select(score => score.GetRawText()));

    private static async Task<(int ExitCode, string Text)> ReinterpretAsync(Split split, string[] arguments, CancellationToken cancellation)
    {
        await using ChildProcess process = Start(split, arguments);
        return (await process.WaitForExitAsync(cancellation), process.Transcript);
    }

    private static ChildProcess Start(Split split, string[] arguments) =>
        TracingProcess.Run(["reinterpret", "--clickhouse", split.Engine.ToString(), .. arguments]);

    private static async Task UntilAsync(ChildProcess process, string text, CancellationToken cancellation)
    {
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        guard.CancelAfter(TimeSpan.FromMinutes(2));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!process.Transcript.Contains(text, StringComparison.Ordinal))
        {
            await pace.WaitForNextTickAsync(guard.Token);
        }
    }

    private sealed record Reading(string Scores, IReadOnlyList<string> Earlier);
}
