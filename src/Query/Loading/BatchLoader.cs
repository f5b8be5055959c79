using GraphQL.DataLoader;

namespace Tracing.Query.Loading;

/// <summary>
/// Reads many values of one request at once. Keys gather until the executor has run every resolver of a level and asks for
/// the first value; then one read fetches them all. A list of cells so costs one read of runs, not one a cell.
/// </summary>
/// <typeparam name="TKey">What a value is found by.</typeparam>
/// <typeparam name="TValue">What is found.</typeparam>
public sealed class BatchLoader<TKey, TValue>
    where TKey : notnull
{
    private const int MostKeys = 1_000;

    private readonly Lock _gate = new();
    private readonly Func<IReadOnlyList<TKey>, CancellationToken, Task<IReadOnlyDictionary<TKey, TValue>>> _fetch;
    private readonly Dictionary<TKey, Batch> _asked = [];
    private Batch? _open;

    /// <summary>Makes a loader; it lives as long as one request.</summary>
    /// <param name="fetch">Reads the values of distinct keys; a key without a value may be absent.</param>
    public BatchLoader(Func<IReadOnlyList<TKey>, CancellationToken, Task<IReadOnlyDictionary<TKey, TValue>>> fetch) => _fetch = fetch;

    /// <summary>Promises what a key's value becomes; the same key is read once a request.</summary>
    /// <typeparam name="TResult">What it becomes.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="map">Makes the result; is given null where the key has no value.</param>
    public IDataLoaderResult<TResult> Load<TResult>(TKey key, Func<TValue?, TResult> map)
    {
        lock (_gate)
        {
            if (!_asked.TryGetValue(key, out Batch? batch))
            {
                if (_open is null || _open.Keys.Count >= MostKeys)
                {
                    _open = new Batch(this);
                }

                batch = _open;
                batch.Keys.Add(key);
                _asked.Add(key, batch);
            }

            return new Promise<TResult>(batch, key, map);
        }
    }

    /// <summary>Gives values that were read already, for the rest of the request.</summary>
    /// <param name="values">Keys that nobody has asked for, with their values.</param>
    public void Put(IReadOnlyDictionary<TKey, TValue> values)
    {
        Batch read = new(this, values);
        lock (_gate)
        {
            foreach (TKey key in values.Keys)
            {
                _asked[key] = read;
            }
        }
    }

    private sealed class Batch(BatchLoader<TKey, TValue> owner, IReadOnlyDictionary<TKey, TValue>? known = null)
    {
        private Task<IReadOnlyDictionary<TKey, TValue>>? _read = known is null ? null : Task.FromResult(known);

        public List<TKey> Keys { get; } = [];

        public Task<IReadOnlyDictionary<TKey, TValue>> ReadAsync(CancellationToken cancellation)
        {
            lock (owner._gate)
            {
                if (ReferenceEquals(owner._open, this))
                {
                    owner._open = null;
                }

                return _read ??= owner._fetch(Keys, cancellation);
            }
        }
    }

    private sealed class Promise<TResult>(Batch batch, TKey key, Func<TValue?, TResult> map) : IDataLoaderResult<TResult>
    {
        public async Task<TResult> GetResultAsync(CancellationToken cancellationToken = default) =>
            map((await batch.ReadAsync(cancellationToken)).GetValueOrDefault(key));

        async Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken) => await GetResultAsync(cancellationToken);
    }
}
