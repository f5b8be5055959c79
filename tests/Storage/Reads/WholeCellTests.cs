using Tracing.Storage.Reads;
using Tracing.Storage.Rows;
using Tracing.Storage.Tests.Support;
using Tracing.Storage.Writes;
using Tracing.Vocabulary;

namespace Tracing.Storage.Tests.Reads;

/// <summary>A cell that is read whole says what its parts say when they are asked for one by one.</summary>
public sealed class WholeCellTests(EngineFixture.EngineFixture engine)
{
    private const int Plenty = 1_000;

    [Fact]
    public async Task A_cell_told_from_its_runs_is_the_cell_that_the_engine_tells()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        var random = new Random(11);
        RunRow[] runs = [.. Enumerable.Range(0, 200).Select(i => Derived.Run(
            $"run-{random.Next(1 << 20)}-{i}", $"s/a/m/c/t{i % 12}", (uint)random.Next(1, 4), started: random.Next(4) == 0 ? null : TestSpan.Noon + random.Next(3)) with
        {
            State = RunStates.All[random.Next(RunStates.All.Count)],
        })];
        await WriteAsync(fixture, runs, [.. runs.Select(run => Derived.Score(run.RunId, "pass_rate", random.Next(2)))]);

        for (int i = 0; i < 12; i++)
        {
            var key = new CellId("s", "a", "m", "c", $"t{i}");
            CellRow expected = Assert.Single(await fixture.Store.Reads.AskAsync(new CellsOfKeys([key]), StoreFixture.Cancel));
            WholeCell whole = Assert.Single(await fixture.Store.Reads.AskAsync(new WholeCellOf(key, Plenty), StoreFixture.Cancel));

            Assert.Equivalent(expected, whole.Cell with { AllRuns = null }, strict: true);
            Assert.Equal(expected.CountingRunIds, whole.Cell.CountingRunIds);
            IReadOnlyList<AxisScoreRow> scores = await fixture.Store.Reads.AskAsync(new ScoresOfRuns([.. whole.Runs.Select(run => run.RunId)]), StoreFixture.Cancel);
            Assert.Equivalent(scores, whole.Scores, strict: true);
        }
    }

    [Fact]
    public async Task Scores_of_an_earlier_reading_are_passed_over()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        await WriteAsync(fixture, [Derived.Run("r", version: 1)], [Derived.Score("r", "pass_rate", 1, version: 1), Derived.Score("r", "style", 1, version: 1)]);
        await WriteAsync(fixture, [Derived.Run("r", version: 2)], [Derived.Score("r", "pass_rate", 0, version: 2)]);

        WholeCell whole = Assert.Single(await fixture.Store.Reads.AskAsync(new WholeCellOf(Key, Plenty), StoreFixture.Cancel));

        AxisScoreRow score = Assert.Single(whole.Scores);
        Assert.Equal(("pass_rate", 0d), (score.Axis, score.Value));
    }

    [Fact]
    public async Task A_cell_without_runs_and_one_with_too_many_are_not_read_whole()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        await WriteAsync(fixture, [Derived.Run("1"), Derived.Run("2")], []);

        Assert.Empty(await fixture.Store.Reads.AskAsync(new WholeCellOf(Key with { Task = "none" }, Plenty), StoreFixture.Cancel));
        Assert.Empty(await fixture.Store.Reads.AskAsync(new WholeCellOf(Key, 2), StoreFixture.Cancel));
        Assert.Equal(2, Assert.Single(await fixture.Store.Reads.AskAsync(new WholeCellOf(Key, 3), StoreFixture.Cancel)).Runs.Count);
    }

    [Fact]
    public async Task A_document_says_of_a_run_what_its_row_says()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        RunRow bare = Derived.Run("bare", started: null);
        RunRow full = Derived.Run("full \"quoted\" ä 東 \u0001", started: long.MaxValue - 1, version: ulong.MaxValue) with
        {
            AgentVersion = "1",
            ModelBuildId = "",
            StateReason = "why",
            EndedAt = TestSpan.Noon,
            DurationNano = ulong.MaxValue,
            ExitCode = int.MinValue,
            TimedOut = false,
            ContainerImage = "image",
            ImageDigest = "sha256:aa",
            ContainerId = "id",
            BehaviorMode = "factory",
            PluginStack = ["a", "b"],
            MethodologyVersion = "m",
            PromptTokens = 0,
            CompletionTokens = 1,
            CachedTokens = 2,
            CacheCreationTokens = 3,
            ReasoningTokens = 4,
            ScorerVersion = "v",
            InterpretedBy = "me",
        };
        AxisScoreRow[] scores =
        [
            Derived.Score(full.RunId, "composite", 0.5565496484176503, full.Version) with { Details = """{"a":[1,"\""]}""", Label = "fine", Explanation = "" },
            Derived.Score(full.RunId, "latency", double.Epsilon, full.Version),
            Derived.Score(full.RunId, "tokens", null, full.Version) with { NotApplicable = true },
        ];
        await WriteAsync(fixture, [bare, full], scores);
        StoreReader reads = fixture.Store.Reads;

        WholeCell whole = Assert.Single(await reads.AskAsync(new WholeCellOf(Key, Plenty), StoreFixture.Cancel));

        Assert.Equivalent(await reads.AskAsync(new RunsById([bare.RunId, full.RunId]), StoreFixture.Cancel), whole.Runs.OrderBy(run => run.RunId, StringComparer.Ordinal), strict: true);
        Assert.Equivalent(await reads.AskAsync(new ScoresOfRuns([full.RunId]), StoreFixture.Cancel), whole.Scores, strict: true);
        Assert.Equal(0.5565496484176503, whole.Scores[0].Value);
    }

    private static CellId Key => new("sweep", "agent", "model", "category", "task");

    private static Task WriteAsync(StoreFixture fixture, RunRow[] runs, AxisScoreRow[] scores) =>
        fixture.Store.Derived.WriteAsync(new DerivedRows { Runs = runs, AxisScores = scores }, StoreFixture.Cancel);
}
