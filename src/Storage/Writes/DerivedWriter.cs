using Tracing.Storage.Connection;
using Tracing.Storage.Failures;

namespace Tracing.Storage.Writes;

/// <summary>Writes what Interpret derives. Writing the same rows again changes nothing.</summary>
public sealed class DerivedWriter
{
    private readonly EngineSession _session;

    internal DerivedWriter(EngineSession session) => _session = session;

    /// <summary>
    /// Stores the rows of many runs, one insert a table. The runs come last: only then do readers prefer the new version.
    /// </summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>A task that ends when all are stored.</returns>
    /// <exception cref="WriteFailure">Some may be missing; write the same rows again.</exception>
    public async Task WriteAsync(DerivedRows rows, CancellationToken cancellationToken)
    {
        Dictionary<string, object> settings = InsertSettings.ForRows();
        try
        {
            await _session.InsertRowsAsync(TouchTables.RunTraces, rows.RunTraces, settings, cancellationToken);
            await _session.InsertRowsAsync(DerivedTables.ModelCalls, rows.ModelCalls, settings, cancellationToken);
            await _session.InsertRowsAsync(DerivedTables.ToolCalls, rows.ToolCalls, settings, cancellationToken);
            await _session.InsertRowsAsync(DerivedTables.AxisScores, rows.AxisScores, settings, cancellationToken);
            await _session.InsertRowsAsync(DerivedTables.Artifacts, rows.Artifacts, settings, cancellationToken);
            await _session.InsertRowsAsync(DerivedTables.SpanKinds, rows.SpanKinds, settings, cancellationToken);
            await _session.InsertRowsAsync(DerivedTables.Runs, rows.Runs, settings, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw WriteFaults.Of(fault);
        }
    }
}
