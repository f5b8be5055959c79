using Microsoft.Extensions.Logging;
using Tracing.Storage;
using Tracing.Storage.Failures;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;
using Tracing.Storage.Writes;

namespace Tracing.Collector.Interpret;

/// <summary>
/// Reads stored runs anew, by today's dialects and weights. A reading that says something else replaces the stored one, which is
/// kept first; one that says the same writes nothing. May be killed at any time and begun again, also beside collectors.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="options">Bounds and weights.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where it logs.</param>
public sealed class Reinterpretation(ClickHouseStore store, InterpretOptions options, TimeProvider time, ILogger<Reinterpretation> logger)
{
    private readonly RunReading _reading = new(store, options, time, logger) { Member = "reinterpret" };
    private readonly List<(string RunId, string Reason)> _unread = [];
    private int _changed;

    /// <summary>Reads all runs, or those of a sweep.</summary>
    /// <param name="sweep">The sweep; null: all.</param>
    /// <param name="progress">Told after every page of runs.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="ReadFailure">The store does not tell its runs.</exception>
    public async Task<ReinterpretProgress> RunAsync(string? sweep, Action<ReinterpretProgress> progress, CancellationToken cancellationToken)
    {
        int total = (int)(await store.Reads.AskAsync(new StoredRunCount(sweep), cancellationToken))[0];
        int done = 0;
        string after = "";
        while (await store.Reads.AskAsync(new StoredRuns(sweep, after, _reading.Size.Runs), cancellationToken) is { Count: > 0 } page)
        {
            await ReadPageAsync(page, cancellationToken);
            after = page[^1];
            done += page.Count;
            progress(new ReinterpretProgress(done, total, _changed, [.. _unread]));
        }

        return new ReinterpretProgress(done, total, _changed, [.. _unread]);
    }

    // One run that cannot be read must not keep the others of its page.
    private async Task ReadPageAsync(IReadOnlyList<string> runIds, CancellationToken cancellationToken)
    {
        try
        {
            await ReadAsync(runIds, cancellationToken);
        }
        catch (Exception e) when (e is ReadFailure or WriteFailure)
        {
            if (runIds.Count == 1)
            {
                _unread.Add((runIds[0], e.Message));
                return;
            }

            foreach (string runId in runIds)
            {
                await ReadPageAsync([runId], cancellationToken);
            }
        }
    }

    // The stored versions are asked for before how much has arrived: a version never claims inserts that were not read.
    private async Task ReadAsync(IReadOnlyList<string> runIds, CancellationToken cancellationToken)
    {
        Dictionary<string, RunVersionsRow> versions = (await store.Reads.AskAsync(new GreatestVersions(runIds), cancellationToken))
            .ToDictionary(run => run.RunId, StringComparer.Ordinal);
        IReadOnlyDictionary<string, StoredReading> stored = await StoredReading.ReadAsync(store.Reads, runIds, cancellationToken);
        var exhausted = new HashSet<string>(StringComparer.Ordinal);
        List<DerivedRun> derived = (await _reading.DeriveAsync(runIds, Above, cancellationToken)).Runs;
        Dictionary<string, DerivedRun> byRun = derived.ToDictionary(run => run.Run.RunId, StringComparer.Ordinal);
        var unread = new List<(string, string)>();
        var changed = new List<DerivedRun>();
        foreach (string runId in runIds)
        {
            StoredReading? before = stored.GetValueOrDefault(runId);
            if (Refusal(before, byRun.GetValueOrDefault(runId), exhausted.Contains(runId)) is { } reason)
            {
                unread.Add((runId, reason));
            }
            else if (before is null || versions[runId].Greatest != versions[runId].Counting || !before.Says(byRun[runId]))
            {
                changed.Add(byRun[runId]);
            }
        }

        await KeepAsync([.. changed.Select(run => stored.GetValueOrDefault(run.Run.RunId)).OfType<StoredReading>()], versions, cancellationToken);
        await _reading.WriteAsync(changed, cancellationToken);
        _changed += changed.Count;
        _unread.AddRange(unread);

        RunVersion Above(string runId, ulong inserted)
        {
            var version = new RunVersion(inserted, Interpreter.Reading);
            if (version.Above(RunVersion.FromUInt64(versions.GetValueOrDefault(runId)?.Greatest ?? 0)) is { } above)
            {
                return above;
            }

            exhausted.Add(runId);
            return version;
        }
    }

    // Retention takes records away and leaves what was read from them: a reading of the rest would know less.
    private static string? Refusal(StoredReading? stored, DerivedRun? derived, bool exhausted) =>
        derived is null ? "none of its stored records names a cell"
        : exhausted ? "it was read anew too often"
        : stored is not null && (derived.Run.SpanCount < stored.Run.SpanCount || derived.Run.LogCount < stored.Run.LogCount)
            ? "records that it was read from are no longer stored"
        : null;

    // What a killed process kept is whole, and what is stored since may be mixed with its new rows: it is not kept twice.
    private async Task KeepAsync(
        IReadOnlyList<StoredReading> readings, Dictionary<string, RunVersionsRow> versions, CancellationToken cancellationToken)
    {
        if (readings.Count == 0)
        {
            return;
        }

        HashSet<KeptReadingRow> kept = [.. await store.Reads.AskAsync(new KeptReadings([.. readings.Select(reading => reading.Run.RunId)]), cancellationToken)];
        StoredReading[] news = [.. readings.Where(reading =>
            reading.Run.Version == versions[reading.Run.RunId].Counting && !kept.Contains(new KeptReadingRow(reading.Run.RunId, reading.Run.Version)))];
        if (news.Length > 0)
        {
            await store.Derived.KeepAsync(
                [.. news.Select(reading => EarlierReadingRow.Of(reading.Run))],
                [.. news.SelectMany(reading => reading.Scores.Where(score => score.Version == reading.Run.Version))],
                cancellationToken);
        }
    }
}
