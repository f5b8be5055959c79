using Microsoft.Extensions.Logging;
using Tracing.Storage;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;

namespace Tracing.Collector.Interpret;

/// <summary>
/// Binds records without a run to the run that names the same session. Runs and loose records may come in either order: each side
/// is stored before the other is looked for, so that the later one finds the earlier. A session that several runs name binds
/// nothing; what it bound before the second run came stays bound. Whoever finds a binding writes it, because two that find it
/// write the same rows; the run is read by its owner.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="logger">Where it logs.</param>
internal sealed class SessionBinding(ClickHouseStore store, ILogger logger)
{
    // Values of a question travel in its address, whose length is bounded: ids of 256 bytes, traces of 32.
    private const int SessionsPerQuestion = 256;
    private const int TracesPerQuestion = 2_000;
    private const int MostRemembered = 10_000;

    // Forgetting costs a few questions, or one more line in the log.
    private readonly HashSet<RunSessionRow> _told = [];
    private readonly HashSet<string> _ambiguous = new(StringComparer.Ordinal);

    /// <summary>Tells which sessions runs name, and binds the records that came before.</summary>
    /// <param name="sessions">Sessions of runs; those that were told already are passed over.</param>
    /// <param name="cancellationToken">Gives up; ask again then.</param>
    /// <returns>The runs that got more records.</returns>
    public async Task<IReadOnlyCollection<string>> TellAsync(IReadOnlyCollection<RunSessionRow> sessions, CancellationToken cancellationToken)
    {
        RunSessionRow[] news = [.. sessions.Where(session => !_told.Contains(session))];
        if (news.Length == 0)
        {
            return [];
        }

        await store.Bindings.TellSessionsAsync(news, cancellationToken);
        var bound = new HashSet<string>(StringComparer.Ordinal);
        foreach (string[] some in news.Select(session => session.SessionId).Distinct(StringComparer.Ordinal).Chunk(SessionsPerQuestion))
        {
            var question = new LooseRecordsOfSessions(some);
            IReadOnlyList<LooseRecordRow> page;
            do
            {
                page = await store.Reads.AskAsync(question, cancellationToken);
                bound.UnionWith(await BindAsync(page, cancellationToken));
                question = question with { After = page.Count == 0 ? null : page[^1] };
            }
            while (page.Count == question.Limit);
        }

        // Only now: a failure on the way makes the next reading of the run begin anew.
        Remember(_told, news);
        return bound;
    }

    /// <summary>Binds records to the runs that name their sessions by now.</summary>
    /// <param name="records">Stored records.</param>
    /// <param name="cancellationToken">Gives up; ask again then.</param>
    /// <returns>The runs that got more records.</returns>
    public async Task<IReadOnlyCollection<string>> BindAsync(IReadOnlyCollection<LooseRecordRow> records, CancellationToken cancellationToken)
    {
        Dictionary<string, string> runs = await RunsAsync(records.Select(record => record.SessionId), cancellationToken);
        SessionBindingRow[] wanted = [.. records.Where(record => runs.ContainsKey(record.SessionId)).Select(record => new SessionBindingRow(runs[record.SessionId], record))];
        IEnumerable<string> traces = wanted.Select(binding => binding.Loose.TraceId).Where(trace => trace.Length > 0);
        ILookup<string, RunTraceRow> bound = await RunsOfTracesAsync(traces, cancellationToken);
        SessionBindingRow[] bindings = [.. wanted.GroupBy(binding => binding.Loose.TraceId, StringComparer.Ordinal).SelectMany(trace => Free(trace, bound))];
        if (bindings.Length > 0)
        {
            await store.Bindings.BindAsync(bindings, cancellationToken);
        }

        return bindings.Select(binding => binding.RunId).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Which runs traces belong to, whatever told so.</summary>
    /// <param name="traces">The traces.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ILookup<string, RunTraceRow>> RunsOfTracesAsync(IEnumerable<string> traces, CancellationToken cancellationToken)
    {
        var rows = new List<RunTraceRow>();
        foreach (string[] some in traces.Distinct(StringComparer.Ordinal).Chunk(TracesPerQuestion))
        {
            rows.AddRange(await store.Reads.AskAsync(new RunsOfTraces(some), cancellationToken));
        }

        return rows.ToLookup(row => row.TraceId, StringComparer.Ordinal);
    }

    // A session is the weakest witness: a trace that anything else has bound is left as it is. One that this session has bound may
    // lack the touches, where a crash came in between. A trace whose records name sessions of several runs is nobody's.
    private static IEnumerable<SessionBindingRow> Free(IGrouping<string, SessionBindingRow> trace, ILookup<string, RunTraceRow> bound)
    {
        if (trace.Key.Length == 0)
        {
            return trace;
        }

        string run = trace.First().RunId;
        return trace.All(binding => binding.RunId == run) && bound[trace.Key].All(row => row.RunId == run && row.Source == RunTraceSources.Session)
            ? trace
            : [];
    }

    private async Task<Dictionary<string, string>> RunsAsync(IEnumerable<string> sessions, CancellationToken cancellationToken)
    {
        var runs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string[] some in sessions.Distinct(StringComparer.Ordinal).Chunk(SessionsPerQuestion))
        {
            foreach (SessionRunsRow session in await store.Reads.AskAsync(new RunsOfSessions(some), cancellationToken))
            {
                if (session.Runs == 1)
                {
                    runs[session.SessionId] = session.RunId;
                }
                else if (!_ambiguous.Contains(session.SessionId))
                {
                    Log.SessionAmbiguous(logger, session.SessionId, session.Runs);
                    Remember(_ambiguous, session.SessionId);
                }
            }
        }

        return runs;
    }

    private static void Remember<T>(HashSet<T> known, params T[] news)
    {
        if (known.Count + news.Length > MostRemembered)
        {
            known.Clear();
        }

        known.UnionWith(news);
    }
}
