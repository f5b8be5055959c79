using Microsoft.Extensions.Logging;
using Tracing.Dialects.Records;
using Tracing.Storage;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;
using Tracing.Storage.Writes;

namespace Tracing.Collector.Interpret;

/// <summary>
/// Reads runs and writes what is derived from them. How much has arrived is asked before the records are read: the version
/// never claims more than was read, and what arrives in between touches the run again.
/// </summary>
internal sealed class RunReading(ClickHouseStore store, InterpretOptions options, TimeProvider time, ILogger logger)
{
    private const int MostRemembered = 10_000;

    private readonly StoredRecords _records = new(store.Reads, options);

    // Runs whose records name no cell have no row that says they were read. Forgetting one costs a read, no more.
    private readonly Dictionary<string, ulong> _withoutCell = new(StringComparer.Ordinal);

    /// <summary>Who reads: written beside each run.</summary>
    public string Member { get; init; } = "";

    /// <summary>Binds by the sessions that the records name; null: nothing is bound.</summary>
    public SessionBinding? Binding { get; init; }

    /// <summary>How many runs to read next.</summary>
    public ReadSize Size { get; } = new(options);

    /// <summary>Whether a stale run has anything that was not read before.</summary>
    public bool IsNews(RunTouchesRow run) => !_withoutCell.TryGetValue(run.RunId, out ulong read) || read < run.Inserts;

    /// <summary>
    /// Reads runs and writes their rows, all in one go. What their sessions bind is bound before: a run is stale until both are done.
    /// </summary>
    /// <returns>How many records each run has, and which runs have more than was read.</returns>
    public async Task<(IReadOnlyDictionary<string, int> Records, IReadOnlyCollection<string> Bound)> ReadAsync(
        IReadOnlyCollection<string> runIds, CancellationToken cancellationToken)
    {
        Derivation derivation = await DeriveAsync(runIds, VersionOf, cancellationToken);
        IReadOnlyCollection<string> bound = Binding is null ? [] : await Binding.TellAsync(derivation.Sessions, cancellationToken);
        if (bound.Count > 0)
        {
            // What was bound may name further sessions; what those bind is left to the next reading.
            derivation = await DeriveAsync(runIds, VersionOf, cancellationToken);
            bound = await Binding!.TellAsync(derivation.Sessions, cancellationToken);
        }

        await WriteAsync(derivation.Runs, cancellationToken);
        return (derivation.Records, bound);

        static RunVersion VersionOf(string runId, ulong inserted) => new(inserted, Interpreter.Reading);
    }

    /// <summary>Reads runs and writes nothing.</summary>
    /// <param name="runIds">The runs.</param>
    /// <param name="versionOf">The version of a run by how many inserts brought records of it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was read.</returns>
    public async Task<Derivation> DeriveAsync(
        IReadOnlyCollection<string> runIds, Func<string, ulong, RunVersion> versionOf, CancellationToken cancellationToken)
    {
        Dictionary<string, ulong> inserts = (await store.Reads.AskAsync(new TouchesOfRuns(runIds), cancellationToken))
            .ToDictionary(run => run.RunId, run => run.Inserts, StringComparer.Ordinal);
        (IReadOnlyList<RunRecords> runs, IReadOnlyCollection<string> cut) = await _records.ReadAsync(runIds, cancellationToken);
        foreach (string runId in cut)
        {
            Log.RunCut(logger, runId, options.MaxSpansPerRun, options.MaxLogsPerRun);
        }

        long now = time.GetUtcNow().ToUnixTimeMilliseconds() * 1_000_000;
        var derived = new List<DerivedRun>();
        foreach (RunRecords records in runs)
        {
            ulong inserted = inserts.GetValueOrDefault(records.RunId);
            ulong version = versionOf(records.RunId, inserted).ToUInt64();
            if (RunDerivation.Derive(records, version, now, options.Composite) is { } run)
            {
                derived.Add(run with { Run = run.Run with { InterpretedBy = Member } });
                _withoutCell.Remove(records.RunId);
            }
            else
            {
                Remember(records.RunId, inserted);
            }
        }

        Dictionary<string, int> counts = runs.ToDictionary(run => run.RunId, run => run.Spans.Count + run.Logs.Count, StringComparer.Ordinal);
        Size.Learn(counts.Values);
        return new Derivation(derived, counts, [.. runs.SelectMany(RunSessions.Of)]);
    }

    /// <summary>
    /// Writes runs. A run whose cell was told late has a reading elsewhere: it is taken away by the insert that brings the new one.
    /// Where another collector has read more of the run already, this reading is no news.
    /// </summary>
    public async Task WriteAsync(List<DerivedRun> derived, CancellationToken cancellationToken)
    {
        if (derived.Count == 0)
        {
            return;
        }

        ILookup<string, RunCellRow> stored = (await store.Reads.AskAsync(new KeysOfRuns([.. derived.Select(run => run.Run.RunId)]), cancellationToken))
            .ToLookup(key => key.RunId, StringComparer.Ordinal);
        List<DerivedRun> news = [.. derived.Where(run => stored[run.Run.RunId].All(key => key.Version <= run.Run.Version))];
        if (news.Count > 0)
        {
            DerivedRows rows = await RowsAsync(news, cancellationToken);
            await store.Derived.WriteAsync(rows with { Runs = [.. rows.Runs, .. news.SelectMany(run => Left(run.Run, stored[run.Run.RunId]))] }, cancellationToken);
        }
    }

    private static IEnumerable<RunRow> Left(RunRow run, IEnumerable<RunCellRow> stored) => stored
        .Where(key => key.Cell.ToString() != run.CellId)
        .Select(key => run with
        {
            Retired = true,
            CellId = key.Cell.ToString(),
            Sweep = key.Cell.Sweep,
            Agent = key.Cell.Agent,
            Model = key.Cell.Model,
            Category = key.Cell.Category,
            Task = key.Cell.Task,
        });

    private async Task<DerivedRows> RowsAsync(List<DerivedRun> derived, CancellationToken cancellationToken)
    {
        Dictionary<string, ulong> versions = derived.ToDictionary(run => run.Run.RunId, run => run.Run.Version, StringComparer.Ordinal);
        IReadOnlyList<ArtifactChunksRow> artifacts = await store.Reads.AskAsync(new ArtifactChunksOfRuns(versions.Keys), cancellationToken);
        return new DerivedRows
        {
            Runs = [.. derived.Select(run => run.Run)],
            ModelCalls = [.. derived.SelectMany(run => run.ModelCalls)],
            ToolCalls = [.. derived.SelectMany(run => run.ToolCalls)],
            AxisScores = [.. derived.SelectMany(run => run.Scores)],
            SpanKinds = [.. derived.SelectMany(run => run.SpanKinds)],
            Artifacts = [.. artifacts.Select(chunks => Artifact(chunks, versions[chunks.RunId]))],
        };
    }

    private static ArtifactRow Artifact(ArtifactChunksRow chunks, ulong version) => new()
    {
        RunId = chunks.RunId,
        Version = version,
        Kind = chunks.Kind,
        Format = chunks.Format,
        Made = chunks.Made,
        Sha256 = chunks.Sha256,
        Size = chunks.Bytes,
        Chunks = (uint)chunks.Chunks,
        Complete = chunks.HasLast && chunks.FirstSequence == 0 && chunks.Chunks == chunks.GreatestSequence + 1UL,
        Truncated = chunks.Truncated,
        Encoding = chunks.Encoding,
    };

    private void Remember(string runId, ulong inserted)
    {
        if (_withoutCell.Count >= MostRemembered)
        {
            _withoutCell.Clear();
        }

        _withoutCell[runId] = inserted;
    }
}
