using Tracing.Storage.Connection;
using Tracing.Storage.Failures;
using Tracing.Storage.Rows;

namespace Tracing.Storage.Writes;

/// <summary>Writes what Interpret derives. Writing the same rows again changes nothing.</summary>
public sealed class DerivedWriter
{
    private const string Beat = """
        INSERT INTO interpreters (Member, FirstBeatAt, BeatAt, Gone) SELECT {member:String}, now64(9), now64(9), {gone:UInt8}
        """;

    private readonly EngineSession _session;

    internal DerivedWriter(EngineSession session) => _session = session;

    /// <summary>
    /// Stores the rows of many runs, one insert a table. The runs come last: only then do readers prefer the new version.
    /// Their keys come after them: a run whose key is stored is stored whole.
    /// </summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>A task that ends when all are stored.</returns>
    /// <exception cref="WriteFailure">Some may be missing; write the same rows again.</exception>
    public async Task WriteAsync(DerivedRows rows, CancellationToken cancellationToken)
    {
        Dictionary<string, object> settings = InsertSettings.ForRows();
        RunDocument[] documents = [.. RunDocument.Of(rows.Runs, rows.AxisScores)];
        RunRow[] runs = [.. documents.Select(document => document.Run)];
        await WriteFaults.ToldAsync(
            async () =>
            {
                await _session.InsertRowsAsync(TouchTables.RunTraces, rows.RunTraces, settings, cancellationToken);
                await _session.InsertRowsAsync(DerivedTables.ModelCalls, rows.ModelCalls, settings, cancellationToken);
                await _session.InsertRowsAsync(DerivedTables.ToolCalls, rows.ToolCalls, settings, cancellationToken);
                await _session.InsertRowsAsync(DerivedTables.AxisScores, rows.AxisScores, settings, cancellationToken);
                await _session.InsertRowsAsync(DerivedTables.Artifacts, rows.Artifacts, settings, cancellationToken);
                await _session.InsertRowsAsync(DerivedTables.SpanKinds, rows.SpanKinds, settings, cancellationToken);
                await _session.InsertRowsAsync(DerivedTables.RunDocuments, documents, settings, cancellationToken);
                await _session.InsertRowsAsync(DerivedTables.Runs, runs, settings, cancellationToken);
                await _session.InsertRowsAsync(DerivedTables.RunKeys, runs, settings, cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Keeps readings that are about to be replaced. Their scores come first: a kept reading is kept whole.</summary>
    /// <param name="readings">The readings.</param>
    /// <param name="scores">Their scores.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>A task that ends when all are stored.</returns>
    /// <exception cref="WriteFailure">Some may be missing; write the same rows again.</exception>
    public async Task KeepAsync(IReadOnlyCollection<EarlierReadingRow> readings, IReadOnlyCollection<AxisScoreRow> scores, CancellationToken cancellationToken)
    {
        Dictionary<string, object> settings = InsertSettings.ForRows();
        await WriteFaults.ToldAsync(
            async () =>
            {
                await _session.InsertRowsAsync(EarlierTables.AxisScores, scores, settings, cancellationToken);
                await _session.InsertRowsAsync(EarlierTables.Runs, readings, settings, cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Tells, by the engine's clock, that a member interprets, or that it has left. See <see cref="Reads.LiveInterpreters"/>.</summary>
    /// <param name="member">The member.</param>
    /// <param name="gone">Whether it leaves for good.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>A task that ends when it is stored.</returns>
    /// <exception cref="WriteFailure">It may not be stored.</exception>
    public Task BeatAsync(string member, bool gone, CancellationToken cancellationToken) => WriteFaults.ToldAsync(
        () => _session.ExecuteAsync(
            Beat, new Parameters().String("member", member).UInt8("gone", gone), InsertSettings.ForRows(), cancellationToken),
        cancellationToken);
}
