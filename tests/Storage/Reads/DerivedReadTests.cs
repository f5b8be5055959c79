using Tracing.Storage.Reads;
using Tracing.Storage.Rows;
using Tracing.Storage.Tests.Support;
using Tracing.Storage.Writes;

namespace Tracing.Storage.Tests.Reads;

public sealed class DerivedReadTests(EngineFixture.EngineFixture engine)
{
    [Fact]
    public async Task A_run_comes_back_with_every_value_and_what_was_not_recorded_is_null()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        RunRow bare = Derived.Run("bare", started: null);
        RunRow full = Derived.Run("full") with
        {
            AgentVersion = "1.7.0", ModelBuildId = "build", StateReason = "done", EndedAt = TestSpan.Noon + 123, DurationNano = 123, ExitCode = -1,
            TimedOut = false, ContainerImage = "image", ImageDigest = "sha256:0", ContainerId = "c", BehaviorMode = "factory", PluginStack = [],
            MethodologyVersion = "2", PromptTokens = 0, CompletionTokens = ulong.MaxValue, CachedTokens = 3, ModelCallCount = 4, ToolCallCount = 5,
            ModelCallsWithTokens = 3, SpanCount = 7, LogCount = 8, RootSpanId = "aaaaaaaaaaaaaaaa", TraceId = "t", InterpretedAt = TestSpan.Noon + 999,
            CacheCreationTokens = 0, ReasoningTokens = 9, ScorerVersion = "published-1", InterpretedBy = "me",
            Scores = new Dictionary<string, double> { ["pass_rate"] = 0.5565496484176503, ["mine"] = -1 }, NotApplicable = ["refusal"], ScoredAxes = ["mine", "pass_rate", "refusal"],
        };
        AxisScoreRow pass = Derived.Score("full", "pass_rate", 0.5565496484176503);
        AxisScoreRow[] scores =
        [
            pass, pass with { ScorerVersion = "0", Value = 1, RecordedAt = pass.RecordedAt - 1 }, pass with { ScorerVersion = "2", Value = null, RecordedAt = pass.RecordedAt + 1 },
            Derived.Score("full", "mine", -1), Derived.Score("full", "refusal", null) with { NotApplicable = true }, Derived.Score("other", "latency", 1),
        ];
        await WriteAsync(fixture, new DerivedRows { Runs = [bare, full with { Scores = new Dictionary<string, double>(), NotApplicable = [], ScoredAxes = [] }], AxisScores = scores });

        IReadOnlyList<RunRow> runs = await fixture.Store.Reads.AskAsync(new RunsById(["full", "bare", "missing"]), StoreFixture.Cancel);

        Assert.Equivalent(bare, runs[0], strict: true);
        Assert.Equivalent(full, runs[1], strict: true);
        Assert.Null(runs[0].PluginStack);
        Assert.Null(runs[0].PromptTokens);
        Assert.Equal(0ul, runs[1].PromptTokens);
        Assert.Equal(2, runs.Count);
    }

    [Fact]
    public async Task Calls_scores_and_artifacts_come_back_in_order_with_every_value()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        ModelCallRow call = Derived.ModelCall("r", 1) with
        {
            Provider = "p", RequestHash = "h", PromptTokens = 1, CachedTokens = 2, CacheCreationTokens = 3, CompletionTokens = 4, ReasoningTokens = 5,
            LatencyMs = 1.5, FirstTokenMs = 0.25, FinishReason = "stop", StatusCode = 429, ErrorType = "rate", Attempt = 2, ResponseId = "id",
        };
        ToolCallRow tool = Derived.ToolCall("r", 0) with { DurationMs = 2, CallId = "c", Arguments = "{}", Result = "ok", ExitCode = 0, Success = true, ErrorType = "e" };
        AxisScoreRow score = Derived.Score("r", "pass_rate", 0.5565496484176503) with { Label = "l", Explanation = "e", Details = "{\"a\": 1}" };
        AxisScoreRow none = Derived.Score("r", "tokens", null) with { NotApplicable = true };
        ArtifactRow artifact = Derived.Artifact("r", "stdout");
        await WriteAsync(fixture, new DerivedRows
        {
            Runs = [Derived.Run("r")], ModelCalls = [call, Derived.ModelCall("r", 0)], ToolCalls = [tool], AxisScores = [none, score], Artifacts = [artifact],
        });
        StoreReader reads = fixture.Store.Reads;

        Assert.Equal([Derived.ModelCall("r", 0), call], await reads.AskAsync(new ModelCallsOfRuns(["r"]), StoreFixture.Cancel));
        Assert.Equal([tool], await reads.AskAsync(new ToolCallsOfRuns(["r"]), StoreFixture.Cancel));
        Assert.Equal([score, none], await reads.AskAsync(new ScoresOfRuns(["r"]), StoreFixture.Cancel));
        Assert.Equal([artifact], await reads.AskAsync(new ArtifactsOfRuns(["r"]), StoreFixture.Cancel));
    }

    [Fact]
    public async Task Who_told_a_field_and_what_others_told_come_back_with_the_call()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        var sources = new Dictionary<string, string> { ["latencyMs"] = "agent", ["finishReason"] = "log" };
        const string others = """[{"source":"agent","promptTokens":7}]""";
        await WriteAsync(fixture, new DerivedRows
        {
            Runs = [Derived.Run("r")],
            ModelCalls = [Derived.ModelCall("r", 0) with { FieldSources = sources, Others = others }],
            ToolCalls = [Derived.ToolCall("r", 0) with { FieldSources = sources, Others = others }],
        });

        ModelCallRow call = Assert.Single(await fixture.Store.Reads.AskAsync(new ModelCallsOfRuns(["r"]), StoreFixture.Cancel));
        ToolCallRow tool = Assert.Single(await fixture.Store.Reads.AskAsync(new ToolCallsOfRuns(["r"]), StoreFixture.Cancel));

        Assert.Equal(sources, call.FieldSources);
        Assert.Equal(sources, tool.FieldSources);
        Assert.Equal((others, others), (call.Others, tool.Others));
    }

    [Fact]
    public async Task A_later_reading_with_fewer_calls_leaves_no_stale_ones()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        await WriteAsync(fixture, new DerivedRows
        {
            Runs = [Derived.Run("r", version: 1)], ModelCalls = [Derived.ModelCall("r", 0, 1), Derived.ModelCall("r", 1, 1), Derived.ModelCall("r", 2, 1)],
        });
        await WriteAsync(fixture, new DerivedRows { Runs = [Derived.Run("r", version: 2)], ModelCalls = [Derived.ModelCall("r", 0, 2)] });

        Assert.Equal([Derived.ModelCall("r", 0, 2)], await fixture.Store.Reads.AskAsync(new ModelCallsOfRuns(["r"]), StoreFixture.Cancel));
        Assert.Equal(2ul, Assert.Single(await fixture.Store.Reads.AskAsync(new RunsById(["r"]), StoreFixture.Cancel)).Version);
    }

    [Fact]
    public async Task Until_the_run_itself_is_replaced_no_call_is_missing()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        await WriteAsync(fixture, new DerivedRows { Runs = [Derived.Run("r", version: 1)], ModelCalls = [Derived.ModelCall("r", 0, 1), Derived.ModelCall("r", 1, 1)] });
        await WriteAsync(fixture, new DerivedRows { ModelCalls = [Derived.ModelCall("r", 0, 2)] });
        await fixture.Database.ExecuteAsync("OPTIMIZE TABLE model_calls FINAL", StoreFixture.Cancel);

        IReadOnlyList<ModelCallRow> calls = await fixture.Store.Reads.AskAsync(new ModelCallsOfRuns(["r"]), StoreFixture.Cancel);

        Assert.Equal([0u, 1u], calls.Select(call => call.Index));
    }

    [Fact]
    public async Task Writing_the_same_rows_again_changes_nothing()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        DerivedRows rows = new() { Runs = [Derived.Run("r")], ModelCalls = [Derived.ModelCall("r", 0)], AxisScores = [Derived.Score("r", "pass_rate", 1)] };
        await WriteAsync(fixture, rows);
        await WriteAsync(fixture, rows);

        Assert.Single(await fixture.Store.Reads.AskAsync(new RunsById(["r"]), StoreFixture.Cancel));
        Assert.Single(await fixture.Store.Reads.AskAsync(new ModelCallsOfRuns(["r"]), StoreFixture.Cancel));
        AxisTaskRow task = Assert.Single(await fixture.Store.Reads.AskAsync(new AxisTasks(["pass_rate"], [], new CellFilter()), StoreFixture.Cancel));
        Assert.Equal((1ul, 1ul), (task.Runs.Counting, task.Recorded));
    }

    [Fact]
    public async Task The_newest_sweep_of_an_agent_model_and_task_is_found()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        await WriteAsync(fixture, new DerivedRows
        {
            Runs =
            [
                Derived.Run("1", "old/a/m/c/t", started: TestSpan.Noon), Derived.Run("2", "new/a/m/c/t", started: TestSpan.Noon + 1),
                Derived.Run("3", "unknown/a/m/c/t", started: null), Derived.Run("4", "later/a/m/c/other", started: TestSpan.Noon + 9),
            ],
        });

        Assert.Equal(["new/a/m/c/t"], await fixture.Store.Reads.AskAsync(new NewestCell("a", "m", "c", "t"), StoreFixture.Cancel));
        Assert.Empty(await fixture.Store.Reads.AskAsync(new NewestCell("a", "m", "c", "none"), StoreFixture.Cancel));
    }

    [Fact]
    public async Task Of_each_trial_the_newest_finished_run_counts_and_all_are_kept()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        const string cell = "s/a/m/c/t";
        await WriteAsync(fixture, new DerivedRows
        {
            Runs =
            [
                Derived.Run("first", cell, 1, started: TestSpan.Noon),
                Derived.Run("again", cell, 1, started: TestSpan.Noon + 1) with { State = "timed_out" },
                Derived.Run("broken", cell, 1, started: TestSpan.Noon + 2) with { State = "infrastructure_failed" },
                Derived.Run("second", cell, 2, started: TestSpan.Noon),
                Derived.Run("running", cell, 3, started: TestSpan.Noon + 3) with { State = "running" },
            ],
        });

        CellRow row = Assert.Single(await fixture.Store.Reads.AskAsync(new CellsPage(new CellFilter()), StoreFixture.Cancel));
        Assert.Equal(["again", "second"], row.CountingRunIds);
        Assert.Equal((5ul, 3ul, TestSpan.Noon + 3), (row.Runs, row.Trials, row.NewestUnixNano));
        IReadOnlyList<RunRow> runs = await fixture.Store.Reads.AskAsync(new RunsOfCells([cell]), StoreFixture.Cancel);
        Assert.Equal(["broken", "again", "first", "second", "running"], runs.Select(run => run.RunId));
    }

    [Theory]
    [InlineData(CellOrder.Id, false)]
    [InlineData(CellOrder.Id, true)]
    [InlineData(CellOrder.Newest, false)]
    [InlineData(CellOrder.Newest, true)]
    public async Task Cells_are_paged_in_both_orders_and_directions(CellOrder order, bool backward)
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        RunRow[] runs = [.. Enumerable.Range(0, 10).Select(i => Derived.Run($"{i}", $"s/a/m/c/t{i}", started: i % 3 == 0 ? null : TestSpan.Noon + (i % 4)))];
        await WriteAsync(fixture, new DerivedRows { Runs = runs });

        var seen = new List<string>();
        for (CellKey? from = null; ;)
        {
            IReadOnlyList<CellRow> page = await fixture.Store.Reads.AskAsync(new CellsPage(new CellFilter(), order, from, 3, backward), StoreFixture.Cancel);
            if (page.Count == 0)
            {
                break;
            }

            seen.AddRange(page.Select(row => row.CellId));
            from = CellKey.Of(page[^1]);
        }

        IEnumerable<RunRow> sorted = order == CellOrder.Id
            ? runs.OrderBy(run => run.CellId, StringComparer.Ordinal)
            : runs.OrderByDescending(run => run.StartedAt ?? 0).ThenBy(run => run.CellId, StringComparer.Ordinal);
        IEnumerable<string> expected = sorted.Select(run => run.CellId);
        Assert.Equal(backward ? expected.Reverse() : expected, seen);
        Assert.Equal([10ul], await fixture.Store.Reads.AskAsync(new CellCount(new CellFilter()), StoreFixture.Cancel));
    }

    [Fact]
    public async Task Every_filter_of_cells_narrows_the_page()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        await WriteAsync(fixture, new DerivedRows { Runs = [Derived.Run("1", "s1/a1/m1/c1/t1"), Derived.Run("2", "s2/a2/m2/c2/t2"), Derived.Run("3", "s3/a3/m3/c3/t3")] });

        CellFilter[] filters =
        [
            new() { Sweeps = ["s1", "s2"] }, new() { Agents = ["a1", "a2"] }, new() { Models = ["m1", "m2"] }, new() { Categories = ["c1", "c2"] }, new() { Tasks = ["t1", "t2"] },
        ];
        foreach (CellFilter filter in filters)
        {
            IReadOnlyList<CellRow> cells = await fixture.Store.Reads.AskAsync(new CellsPage(filter), StoreFixture.Cancel);
            Assert.Equal(["s1/a1/m1/c1/t1", "s2/a2/m2/c2/t2"], cells.Select(cell => cell.CellId));
            Assert.Equal([2ul], await fixture.Store.Reads.AskAsync(new CellCount(filter), StoreFixture.Cancel));
        }
    }

    [Fact]
    public async Task Axes_by_task_keep_coverage_beside_the_mean()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        await WriteAsync(fixture, new DerivedRows
        {
            Runs = [Derived.Run("1", "s/a1/m/c/t"), Derived.Run("2", "s/a1/m/c/u"), Derived.Run("3", "s/a1/m/d/t"), Derived.Run("4", "s/a2/m/c/t"), Derived.Run("5", "s/a2/m/c/u"),
                Derived.Run("6", "s/a2/m/c/u", started: TestSpan.Noon + 1) with { State = "cancelled" }],
            AxisScores =
            [
                Derived.Score("1", "tokens", 10), Derived.Score("2", "tokens", 30), Derived.Score("3", "tokens", null), Derived.Score("4", "tokens", null) with { NotApplicable = true },
                Derived.Score("1", "latency", 1), Derived.Score("2", "tokens", 999) with { Scorer = "older", RecordedAt = 1 }, Derived.Score("6", "tokens", 7),
            ],
        });

        IReadOnlyList<AxisTaskRow> tasks = await fixture.Store.Reads.AskAsync(new AxisTasks(["tokens", "latency"], [CellDimension.Agent], new CellFilter()), StoreFixture.Cancel);

        Assert.Equal(
            ["a1|c/t|latency|1", "a1|c/t|tokens|1", "a1|c/u|latency|0", "a1|c/u|tokens|1", "a1|d/t|latency|0", "a1|d/t|tokens|0", "a2|c/t|latency|0", "a2|c/t|tokens|0", "a2|c/u|latency|0", "a2|c/u|tokens|0"],
            tasks.Select(task => $"{Assert.Single(task.Group)}|{task.Task}|{task.Axis}|{task.Recorded}"));
        AxisTaskRow[] tokens = [.. tasks.Where(task => task.Axis == "tokens")];
        Assert.Equal([10, 30, null, null, null], tokens.Select(task => task.Mean));
        Assert.Equal([0ul, 0, 0, 1, 0], tokens.Select(task => task.NotApplicable));
        Assert.Equal((1ul, 1ul), (tokens[4].Runs.Counting, tokens[4].Runs.Cancelled));
        IReadOnlyList<AxisTaskRow> one = await fixture.Store.Reads.AskAsync(
            new AxisTasks(["tokens"], [CellDimension.Category, CellDimension.Task], new CellFilter { Agents = ["a1"] }), StoreFixture.Cancel);
        Assert.Equal(["c|c/t", "c|c/u", "d|d/t"], one.Select(task => string.Join('|', task.Group)));
    }

    [Fact]
    public async Task Runs_become_stale_by_new_inserts_by_bound_traces_and_by_a_newer_reading()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        IBlockWriter writer = fixture.Store.Writer;
        await writer.RecordTouchesAsync(1, [new("r", "t1"), new("", "t2")], StoreFixture.Cancel);
        await writer.RecordTouchesAsync(1, [new("r", "t1"), new("", "t2")], StoreFixture.Cancel);
        await writer.RecordTouchesAsync(2, [new("r", "t1"), new("", "t2")], StoreFixture.Cancel);
        StoreReader reads = fixture.Store.Reads;

        RunTouchesRow touches = Assert.Single(await reads.AskAsync(new StaleRuns(1), StoreFixture.Cancel));
        Assert.Equal(("r", 2ul), (touches.RunId, touches.Inserts));
        await WriteAsync(fixture, new DerivedRows { Runs = [Derived.Run("r", version: new RunVersion(touches.Inserts, 1).ToUInt64())] });
        Assert.Empty(await reads.AskAsync(new StaleRuns(1), StoreFixture.Cancel));
        Assert.Equal("r", Assert.Single(await reads.AskAsync(new StaleRuns(2), StoreFixture.Cancel)).RunId);

        await WriteAsync(fixture, new DerivedRows { RunTraces = [new RunTraceRow("t2", "other", RunTraceSources.Session)] });
        Assert.Equal("other", Assert.Single(await reads.AskAsync(new StaleRuns(1), StoreFixture.Cancel)).RunId);
        await writer.RecordTouchesAsync(3, [new("r", "t1")], StoreFixture.Cancel);
        Assert.Equal(["other", "r"], (await reads.AskAsync(new StaleRuns(1), StoreFixture.Cancel)).Select(row => row.RunId));
        Assert.Equal(["r"], (await reads.AskAsync(new StaleRuns(1, AfterRunId: "other"), StoreFixture.Cancel)).Select(row => row.RunId));
        Assert.Empty(await reads.AskAsync(new StaleRuns(1, touches.LastTouchUnixNano + 3_600_000_000_000), StoreFixture.Cancel));
        Assert.Equal([("other", 2ul), ("r", 3ul)], (await reads.AskAsync(new TouchesOfRuns(["r", "other"]), StoreFixture.Cancel)).Select(row => (row.RunId, row.Inserts)));
        Assert.Equal([new("t2", "other", "session")], await reads.AskAsync(new RunsOfTraces(["t2", "t9"]), StoreFixture.Cancel));
        Assert.Equal([new("t1", "r", "record")], await reads.AskAsync(new TracesOfRuns(["r"]), StoreFixture.Cancel));
    }

    private static Task WriteAsync(StoreFixture fixture, DerivedRows rows) => fixture.Store.Derived.WriteAsync(rows, StoreFixture.Cancel);
}
