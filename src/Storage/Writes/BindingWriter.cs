using Tracing.Storage.Connection;
using Tracing.Storage.Failures;
using Tracing.Storage.Rows;

namespace Tracing.Storage.Writes;

/// <summary>Writes what binds records without a run to runs by session. Writing the same rows again changes nothing.</summary>
public sealed class BindingWriter
{
    private readonly EngineSession _session;
    private readonly TimeProvider _time;

    internal BindingWriter(EngineSession session, TimeProvider time)
    {
        _session = session;
        _time = time;
    }

    /// <summary>Tells which sessions runs name.</summary>
    /// <param name="sessions">Sessions and runs.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>A task that ends when they are stored.</returns>
    /// <exception cref="WriteFailure">Some may be missing; write the same rows again.</exception>
    public Task TellSessionsAsync(IReadOnlyCollection<RunSessionRow> sessions, CancellationToken cancellationToken) =>
        WriteFaults.ToldAsync(() => _session.InsertRowsAsync(SessionTables.RunSessions, sessions, InsertSettings.ForRows(), cancellationToken), cancellationToken);

    /// <summary>Keeps which sessions the records without a run name, for runs that name them later.</summary>
    /// <param name="records">The records.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>A task that ends when they are stored.</returns>
    /// <exception cref="WriteFailure">Some may be missing; write the same rows again.</exception>
    public Task KeepLooseAsync(IReadOnlyCollection<LooseRecordRow> records, CancellationToken cancellationToken) =>
        WriteFaults.ToldAsync(() => _session.InsertRowsAsync(SessionTables.LooseRecords, records, InsertSettings.ForRows(), cancellationToken), cancellationToken);

    /// <summary>Tells that inserts were looked at: <see cref="Reads.LooseInserts"/> leaves them out.</summary>
    /// <param name="batches">The inserts.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>A task that ends when it is stored.</returns>
    /// <exception cref="WriteFailure">Some may be missing; write the same rows again.</exception>
    public Task MarkLookedAtAsync(IEnumerable<ulong> batches, CancellationToken cancellationToken) =>
        KeepLooseAsync([.. batches.Select(batch => new LooseRecordRow("", "", batch))], cancellationToken);

    /// <summary>
    /// Binds records to runs, those with a trace by their trace. The touches come last: a run that they make stale finds its
    /// records, and each of them raises its version, also where the same insert had touched it before.
    /// </summary>
    /// <param name="bindings">Which records belong to which runs.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>A task that ends when they are bound.</returns>
    /// <exception cref="WriteFailure">Some may be missing; write the same rows again.</exception>
    public Task BindAsync(IReadOnlyCollection<SessionBindingRow> bindings, CancellationToken cancellationToken)
    {
        long now = _time.GetUtcNow().ToUnixNanoseconds();
        RunTraceRow[] traces = [.. bindings
            .Where(binding => binding.Loose.TraceId.Length > 0)
            .Select(binding => new RunTraceRow(binding.Loose.TraceId, binding.RunId, RunTraceSources.Session))
            .Distinct()];
        TouchRow[] touches = [.. bindings.Select(binding =>
            new TouchRow(binding.RunId, binding.Loose.TraceId, binding.Loose.Batch, now, binding.Loose.SessionId))];
        return WriteFaults.ToldAsync(
            async () =>
            {
                await _session.InsertRowsAsync(TouchTables.RunTraces, traces, InsertSettings.ForRows(), cancellationToken);
                await _session.InsertRowsAsync(TouchTables.RunTouches, touches, InsertSettings.ForRows(), cancellationToken);
            },
            cancellationToken);
    }
}
