using Tracing.Query.Loading;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;

namespace Tracing.Query.Live;

/// <summary>Which spans arrived for the runs that somebody listens to. Not safe for concurrent use: the feed gives turns.</summary>
internal sealed class SpanArrivals(StoreAnswers answers, LiveOptions options) : ChangeSource<SpanView>(options)
{
    // For each run the inserts that were told already, of the stretch that is asked for again.
    private readonly Dictionary<string, Dictionary<(ulong Batch, bool BySession), long>> _told = new(StringComparer.Ordinal);
    private readonly Dictionary<Listener<SpanView>, string> _runs = [];
    private readonly Lock _gate = new();

    /// <summary>Takes what is there of a run now as known.</summary>
    public async Task WatchAsync(string run, Listener<SpanView> listener, long now, CancellationToken cancellation)
    {
        bool first = !IsListenedTo;
        if (first)
        {
            _told.Clear();
            Since = now;
        }

        if (!_told.ContainsKey(run))
        {
            Dictionary<(ulong Batch, bool BySession), long> known = [];
            foreach (RunInsertRow insert in await InsertsAsync([run], cancellation))
            {
                known[(insert.Batch, insert.BySession)] = insert.StoredAtUnixNano;
            }

            _told[run] = known;
        }

        lock (_gate)
        {
            _runs[listener] = run;
        }

        Add(listener);
    }

    public override void Remove(Listener<SpanView> listener)
    {
        base.Remove(listener);
        lock (_gate)
        {
            _runs.Remove(listener);
        }
    }

    public async Task PollAsync(long now, CancellationToken cancellation)
    {
        string[] runs = Runs();
        RunInsertRow[] inserts = [.. (await InsertsAsync(runs, cancellation)).Where(insert => !_told[insert.RunId].ContainsKey((insert.Batch, insert.BySession)))];
        if (inserts.Length > 0)
        {
            await TellAsync(inserts, cancellation);
        }

        foreach (RunInsertRow insert in inserts)
        {
            _told[insert.RunId][(insert.Batch, insert.BySession)] = insert.StoredAtUnixNano;
        }

        Since = now;
        Forget(runs);
    }

    private async Task TellAsync(RunInsertRow[] inserts, CancellationToken cancellation)
    {
        HashSet<string> runs = [.. inserts.Select(insert => insert.RunId)];
        HashSet<ulong> batches = [.. inserts.Select(insert => insert.Batch)];
        IReadOnlyList<SpanRow> page = [];
        do
        {
            RunSpanKey? after = page.Count == 0 ? null : RunSpanKey.Of(page[^1]);
            page = await answers.AskAsync(new SpansOfInserts(runs, batches, after, PageSize), cancellation);
            foreach (SpanView span in await SpanKinds.AddAsync(answers, page, cancellation))
            {
                Tell(span);
            }

            await LetReadAsync(page.Count, cancellation);
        }
        while (page.Count == PageSize);
    }

    private async Task<IReadOnlyList<RunInsertRow>> InsertsAsync(string[] runs, CancellationToken cancellation)
    {
        List<RunInsertRow> all = [];
        IReadOnlyList<RunInsertRow> page = [];
        InsertsSince question = new(runs, From);
        do
        {
            page = await answers.AskAsync(question with { After = all.Count == 0 ? null : all[^1] }, cancellation);
            all.AddRange(page);
        }
        while (page.Count == question.Limit);
        return all;
    }

    private void Forget(string[] runs)
    {
        foreach (string gone in _told.Keys.Except(runs, StringComparer.Ordinal).ToArray())
        {
            _told.Remove(gone);
        }

        foreach (Dictionary<(ulong Batch, bool BySession), long> told in _told.Values)
        {
            foreach ((ulong Batch, bool BySession) old in told.Where(insert => insert.Value < From).Select(insert => insert.Key).ToArray())
            {
                told.Remove(old);
            }
        }
    }

    private string[] Runs()
    {
        lock (_gate)
        {
            return [.. _runs.Values.Distinct(StringComparer.Ordinal)];
        }
    }
}
