using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Caching.Memory;
using Tracing.Query.Loading;
using Tracing.Storage.Reads;

namespace Tracing.Query.RunData;

/// <summary>
/// The timelines of runs as their pages' scripts fetch them. One of a run's reading is read once for all who ask for it at the same time, and kept: a reading does
/// not change, and what a run gets later is another one. What was not asked for longest goes first.
/// </summary>
public sealed class Timelines : IDisposable
{
    private const long MostKeptBytes = 64L << 20;

    private static readonly TimeSpan KeptUnasked = TimeSpan.FromMinutes(10);

    private readonly TimelineReader _reader;
    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MostKeptBytes });
    private readonly ConcurrentDictionary<(string Run, ulong Version), Lazy<Task<ReadOnlyMemory<byte>>>> _reading = new();
    private readonly ConcurrentDictionary<(string Run, ulong Version), TaskCompletionSource> _awaited = new();

    /// <summary>Makes the reader.</summary>
    /// <param name="answers">The store.</param>
    public Timelines(StoreAnswers answers) => _reader = new TimelineReader(answers);

    /// <summary>A run's timeline.</summary>
    /// <param name="run">The run.</param>
    /// <param name="version">Its reading; null is what is stored now, and is not kept.</param>
    /// <param name="cancellation">Ends the waiting for one of a known reading, and the read of another.</param>
    /// <returns>JSON; empty where no span of the run is stored.</returns>
    /// <exception cref="Execution.QueryError">The store does not answer.</exception>
    public Task<ReadOnlyMemory<byte>> OfAsync(string run, ulong? version, CancellationToken cancellation)
    {
        if (version is not { } known)
        {
            return ReadAsync(run, cancellation);
        }

        if (_kept.TryGetValue((run, known), out ReadOnlyMemory<byte> kept))
        {
            return Task.FromResult(kept);
        }

        // Not ended by who asked first: others wait for it too. The store's own limit bounds it.
        return _reading.GetOrAdd((run, known), key => new Lazy<Task<ReadOnlyMemory<byte>>>(() => KeepAsync(key))).Value.WaitAsync(cancellation);
    }

    /// <summary>Completes when a run's timeline is next sent to a reader.</summary>
    /// <param name="run">The run.</param>
    /// <param name="version">Its reading.</param>
    public Task SentAsync(string run, ulong version) =>
        _awaited.GetOrAdd((run, version), _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Tells that a run's timeline was sent, or cannot be.</summary>
    /// <param name="run">The run.</param>
    /// <param name="version">Its reading; none is awaited where none is named.</param>
    public void TellSent(string run, ulong? version)
    {
        if (version is { } known && _awaited.TryRemove((run, known), out TaskCompletionSource? sent))
        {
            sent.SetResult();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _kept.Dispose();

    private async Task<ReadOnlyMemory<byte>> KeepAsync((string Run, ulong Version) key)
    {
        try
        {
            ReadOnlyMemory<byte> timeline = await ReadAsync(key.Run, CancellationToken.None);
            if (!timeline.IsEmpty)
            {
                _kept.Set(key, timeline, new MemoryCacheEntryOptions { Size = timeline.Length, SlidingExpiration = KeptUnasked });
            }

            return timeline;
        }
        finally
        {
            _reading.TryRemove(key, out _);
        }
    }

    private async Task<ReadOnlyMemory<byte>> ReadAsync(string run, CancellationToken cancellation)
    {
        IReadOnlyList<(TimelineSpanRow Row, string? Kind)> spans = await _reader.ReadAsync(run, cancellation);
        var buffer = new ArrayBufferWriter<byte>();
        if (spans.Count > 0)
        {
            await using Utf8JsonWriter json = new(buffer);
            TimelineJson.Write(json, spans);
        }

        return buffer.WrittenMemory;
    }
}
