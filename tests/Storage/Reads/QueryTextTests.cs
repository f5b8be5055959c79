using System.Runtime.CompilerServices;
using Tracing.Storage.Reads;
using Tracing.Vocabulary;

namespace Tracing.Storage.Tests.Reads;

/// <summary>Texts of the queries that are put together; <c>UPDATE_GOLDEN=1</c> writes them anew.</summary>
public sealed class QueryTextTests
{
    private static readonly SpanFilter s_everything = new()
    {
        RunId = "r", TraceId = "t", Service = "s", Operation = "o", Kind = "k", StatusCode = "c", FromUnixNano = 1, ToUnixNano = 2, MinDurationNano = 3,
    };

    private static readonly CellFilter s_cells = new() { Sweeps = ["s"], Agents = ["a"], Models = ["m"], Categories = ["c"], Tasks = ["t"] };

    private static readonly RunConditions s_run = new() { States = ["finished"], FromUnixNano = 1, ToUnixNano = 2, Scores = [new AxisRange("a", 0, 1)] };

    public static TheoryData<string> Names() => [.. Texts().Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_text_of_a_query_is_the_reviewed_one(string name)
    {
        string path = Path.Combine(Folder(), name + ".sql");
        string text = Texts()[name] + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), text);
    }

    [Fact]
    public void No_value_is_part_of_a_text()
    {
        const string hostile = "h'ostile";
        string spans = new SpansPage(new SpanFilter { RunId = hostile, Service = hostile, Operation = hostile, TraceId = hostile }, new SpanKey(1, hostile, hostile)).ToQuery().Sql;
        string report = new AxisTasks([hostile], [CellDimension.Task], new CellFilter { Agents = [hostile] }, ScorerVersion: hostile).ToQuery().Sql;

        Assert.DoesNotContain(hostile, spans + report, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Texts() => new(StringComparer.Ordinal)
    {
        ["spans_page"] = new SpansPage(new SpanFilter()).ToQuery().Sql,
        ["spans_page_filtered"] = new SpansPage(s_everything, new SpanKey(1, "t", "s"), 10, Oldest: true).ToQuery().Sql,
        ["timeline_of_run"] = new TimelineOfRun("r").ToQuery().Sql,
        ["spans_of_runs"] = new SpansOfRuns(["r"]).ToQuery().Sql,
        ["services"] = new Services(1, 2).ToQuery().Sql,
        ["operations"] = new Operations("s", "k", 1, 2).ToQuery().Sql,
        ["cell_candidates"] = new CellCandidates(new CellFilter(), CellOrder.Id, null, 10, Backward: false).ToQuery().Sql,
        ["cell_candidates_filtered"] = new CellCandidates(s_cells, CellOrder.Newest, new CellCandidate(1, new CellId("s", "a", "m", "c", "t")), 10, Backward: true).ToQuery().Sql,
        ["cell_candidates_with_run"] = new CellCandidates(s_cells, CellOrder.Newest, null, 10, Backward: false) { WithRun = s_run }.ToQuery().Sql,
        ["cells_of_keys"] = new CellsOfKeys([]).ToQuery().Sql,
        ["documents_of_cells"] = new DocumentsOfCells([], 1).ToQuery().Sql,
        ["runs_of_cells"] = new RunsOfCells([]).ToQuery().Sql,
        ["runs_by_id"] = new RunsById([]).ToQuery().Sql,
        ["cell_count"] = new CellCount(s_cells).ToQuery().Sql,
        ["cell_count_with_run"] = new CellCount(s_cells) { WithRun = s_run }.ToQuery().Sql,
        ["axis_tasks"] = new AxisTasks(["a"], [CellDimension.Agent, CellDimension.Task], s_cells).ToQuery().Sql,
        ["axis_tasks_of_version"] = new AxisTasks(["a"], [], s_cells, ScorerVersion: "v").ToQuery().Sql,
        ["token_use"] = new TokenUse([CellDimension.Agent], s_cells, [1]).ToQuery().Sql,
        ["token_use_of_cells"] = new TokenUse([CellDimension.Task], new CellFilter { Cells = [new CellId("s", "a", "m", "c", "t")] }, []).ToQuery().Sql,
        ["scorers_of_axis"] = new ScorersOfAxis("a", s_cells).ToQuery().Sql,
        ["spans_page_by_meaning"] = new SpansPage(new SpanFilter { Attributes = [new SpanAttribute("k", "v")], BenchKinds = ["container"] }).ToQuery().Sql,
        ["runs_page"] = new RunsPage(new RunFilter { Cells = s_cells, States = ["finished"], FromUnixNano = 1, ToUnixNano = 2, Scores = [new AxisRange("a", 0, 1)] }, new RunKey(1, "r")).ToQuery().Sql,
        ["runs_page_with_artifact"] = new RunsPage(new RunFilter { Artifact = "recording" }).ToQuery().Sql,
        ["related_cells"] = new RelatedCells(CellRelation.OtherModels, []).ToQuery().Sql,
        ["text_search"] = new TextSearch("t", new RunFilter { Cells = s_cells }).ToQuery().Sql,
        ["logs_of_runs"] = new LogsOfRuns(["r"]).ToQuery(bound: false).Sql,
        ["logs_of_runs_bound"] = new LogsOfRuns(["r"]).ToQuery().Sql,
        ["log_page_of_runs"] = new LogPageOfRuns(["r"], 10, "e").ToQuery().Sql,
        ["file_changes_of_runs"] = new FileChangesOfRuns(["r"]).ToQuery().Sql,
        ["commands_of_runs"] = new CommandsOfRuns(["r"]).ToQuery().Sql,
        ["runs_stored_since"] = new RunsStoredSince(1).ToQuery().Sql,
        ["inserts_since"] = new InsertsSince(["r"], 1).ToQuery().Sql,
        ["loose_inserts"] = new LooseInserts(1, 1).ToQuery().Sql,
        ["sessions_of_inserts"] = new SessionsOfInserts([1]).ToQuery().Sql,
        ["touches_of_runs"] = new TouchesOfRuns(["r"]).ToQuery().Sql,
        ["sweeps_page"] = new SweepsPage().ToQuery().Sql,
        ["sweep_declarations"] = new SweepDeclarations(["s"]).ToQuery().Sql,
        ["stale_runs"] = new StaleRuns(1).ToQuery().Sql,
        ["artifact_bytes"] = new ArtifactBytes(new ArtifactKey("r", "k", "m", "s")).ToQuery().Sql,
    };

    private static string Folder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "Golden");
}
