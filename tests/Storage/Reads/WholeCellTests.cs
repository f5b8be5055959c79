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

            Assert.Equivalent(expected, whole.Cell, strict: true);
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
    public async Task A_reading_that_is_stored_between_the_two_reads_is_whole()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        await WriteAsync(fixture, [Derived.Run("r", version: 1)], [Derived.Score("r", "pass_rate", 0, version: 1)]);
        using var between = new Between(
            fixture.Database.CreateHandler(),
            () => WriteAsync(fixture, [Derived.Run("r", version: 2)], [Derived.Score("r", "pass_rate", 1, version: 2)]));
        await using var store = new ClickHouseStore(new StorageOptions { Database = fixture.Database.Name }, between);

        WholeCell whole = Assert.Single(await store.Reads.AskAsync(new WholeCellOf(Key, Plenty), StoreFixture.Cancel));

        Assert.Equal(2ul, Assert.Single(whole.Runs).Version);
        Assert.Equal(1, Assert.Single(whole.Scores).Value);
    }

    private static CellId Key => new("sweep", "agent", "model", "category", "task");

    private static Task WriteAsync(StoreFixture fixture, RunRow[] runs, AxisScoreRow[] scores) =>
        fixture.Store.Derived.WriteAsync(new DerivedRows { Runs = runs, AxisScores = scores }, StoreFixture.Cancel);

    /// <summary>The engine, where runs are read only after scores were read first and something was stored since.</summary>
    private sealed class Between(HttpMessageHandler inner, Func<Task> store) : DelegatingHandler(inner)
    {
        private readonly TaskCompletionSource _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string sql = await request.Content!.ReadAsStringAsync(cancellationToken);
            if (sql.Contains("FROM runs FINAL", StringComparison.Ordinal))
            {
                await _stored.Task.WaitAsync(cancellationToken);
            }

            HttpResponseMessage answer = await base.SendAsync(request, cancellationToken);
            if (sql.Contains("FROM axis_scores", StringComparison.Ordinal) && !_stored.Task.IsCompleted)
            {
                await answer.Content.LoadIntoBufferAsync(cancellationToken);
                await store();
                _stored.SetResult();
            }

            return answer;
        }
    }
}
