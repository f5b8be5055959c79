namespace Tracing.Benchmarks.Sweeps;

/// <summary>A question that users ask of a store of made sweeps.</summary>
/// <param name="Name">What it is called in the results.</param>
/// <param name="Query">The GraphQL query.</param>
/// <param name="RowsNeeded">Rows of runs and their parts that the answer stands on.</param>
internal sealed record Question(string Name, string Query, long RowsNeeded)
{
    private const long CellRuns = SweepShape.Trials;
    private const long ScoresPerRun = 8;
    private const int Page = 20;

    private static readonly long PerSweep = SweepShape.RunsPerSweep;

    /// <summary>All questions, in this order.</summary>
    /// <param name="sweep">The sweep that is asked about.</param>
    public static IReadOnlyList<Question> About(string sweep) =>
    [
        new(
            "a cell, its runs and scores",
            $$"""{ cell(id: "{{sweep}}/openhands/meta/llama-4-maverick-17b-128e-instruct/polyglot/polyglot-fix-003") { id axes { axis mean n coverage } runs { id state timing { durationNano } scores { axis value } } } }""",
            CellRuns * (1 + ScoresPerRun)),
        new(
            "a page of 20 cells, newest first",
            $$"""{ cells(first: {{Page}}) { nodes { id runs { id state } } pageInfo { endCursor hasNextPage } } }""",
            Page * CellRuns),
        new(
            "a page of 20 cells of a sweep, by id",
            $$"""{ cells(first: {{Page}}, orderBy: ID, filter: { sweeps: ["{{sweep}}"] }) { nodes { id runs { id state } } pageInfo { endCursor hasNextPage } } }""",
            Page * CellRuns),
        new(
            "axis report: pass rate by agent and category, one sweep",
            $$"""{ axis(name: "pass_rate", groupBy: [AGENT, CATEGORY], filter: { sweeps: ["{{sweep}}"] }) { groups { key { value } estimate { n coverage mean interval { low high } } } } }""",
            PerSweep),
        new(
            "axis report: pass rate by sweep, all sweeps",
            """{ axis(name: "pass_rate", groupBy: [SWEEP]) { groups { key { value } estimate { n coverage mean } } } }""",
            0),
        new(
            "matrix: composite, agents by models, one sweep",
            $$"""{ matrix(axis: "composite", rows: AGENT, columns: MODEL, filter: { sweeps: ["{{sweep}}"] }) { cells { row column estimate { n mean } } } }""",
            PerSweep),
        new(
            "leaderboard of agents by pass rate, one sweep",
            $$"""{ leaderboard(by: [AGENT], axis: "pass_rate", filter: { sweeps: ["{{sweep}}"] }) { rank key { value } estimate { n mean interval { low high } } cost { perRun perSolvedTask coverage } } }""",
            PerSweep),
        new(
            "paired comparison of two agents by task, one sweep",
            $$"""{ compare(axis: "pass_rate", a: { sweeps: ["{{sweep}}"], agents: ["openhands"] }, b: { sweeps: ["{{sweep}}"], agents: ["codex"] }) { difference clusters interval { low high } exactTest { pValue method } } }""",
            PerSweep / 5),
    ];
}
