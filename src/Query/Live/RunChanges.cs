using Tracing.Query.Loading;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;

namespace Tracing.Query.Live;

/// <summary>Which runs were read anew. Not safe for concurrent use: the feed gives turns.</summary>
internal sealed class RunChanges(StoreAnswers answers, LiveOptions options) : ChangeSource<RunRow>(options)
{
    // What was told already of the stretch that is asked for again: versions only grow.
    private readonly Dictionary<string, (ulong Version, long StoredAt)> _told = new(StringComparer.Ordinal);

    /// <summary>Takes what is there now as known.</summary>
    public async Task StartAsync(long now, CancellationToken cancellation)
    {
        _told.Clear();
        Since = now;
        await ReadAsync(tell: false, cancellation);
    }

    public async Task PollAsync(long now, CancellationToken cancellation)
    {
        await ReadAsync(tell: true, cancellation);
        Since = now;
        foreach ((string run, (_, long storedAt)) in _told)
        {
            if (storedAt < From)
            {
                _told.Remove(run);
            }
        }
    }

    private async Task ReadAsync(bool tell, CancellationToken cancellation)
    {
        IReadOnlyList<StoredRunRow> page = [];
        do
        {
            page = await answers.AskAsync(new RunsStoredSince(From, page.Count == 0 ? null : page[^1], PageSize), cancellation);
            foreach (StoredRunRow row in page)
            {
                if (_told.TryGetValue(row.Run.RunId, out (ulong Version, long StoredAt) told) && told.Version >= row.Run.Version)
                {
                    continue;
                }

                _told[row.Run.RunId] = (row.Run.Version, row.StoredAtUnixNano);
                if (tell)
                {
                    Tell(row.Run);
                }
            }

            await LetReadAsync(page.Count, cancellation);
        }
        while (page.Count == PageSize);
    }
}
