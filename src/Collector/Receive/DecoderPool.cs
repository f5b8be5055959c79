using System.Collections.Concurrent;
using Tracing.Collector.Decode;

namespace Tracing.Collector.Receive;

/// <summary>
/// Decoders with their column buffers, one for each processor: decoding never waits for anything, so more would only
/// hold memory. What decoding holds is therefore at most processors × <see cref="DecodeOptions.MaxDecodedBytes"/>.
/// </summary>
/// <param name="options">Limits of the decoders.</param>
internal sealed class DecoderPool(DecodeOptions options) : IDisposable
{
    private readonly SemaphoreSlim _free = new(Environment.ProcessorCount);
    private readonly ConcurrentBag<Entry> _idle = [];

    /// <summary>Takes a decoder, waiting while all of them decode.</summary>
    public async ValueTask<Entry> RentAsync()
    {
        await _free.WaitAsync();
        return _idle.TryTake(out Entry? entry) ? entry : new Entry(options);
    }

    /// <summary>Gives a decoder back.</summary>
    public void Return(Entry entry)
    {
        entry.Request.Clear();
        _idle.Add(entry);
        _free.Release();
    }

    public void Dispose()
    {
        while (_idle.TryTake(out Entry? entry))
        {
            entry.Dispose();
        }

        _free.Dispose();
    }

    /// <summary>A decoder and what it decodes into.</summary>
    internal sealed class Entry(DecodeOptions options) : IDisposable
    {
        public OtlpDecoder Decoder { get; } = new(options);

        public DecodedRequest Request { get; } = new();

        public void Dispose()
        {
            Decoder.Dispose();
            Request.Dispose();
        }
    }
}
