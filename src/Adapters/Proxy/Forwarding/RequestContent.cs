using System.IO.Compression;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;
using Tracing.Adapters.Proxy.Protocols;
using Tracing.Adapters.Proxy.Reading;

namespace Tracing.Adapters.Proxy.Forwarding;

/// <summary>The body of a request that is read before it is forwarded: its hash and its model stand in it.</summary>
internal static class RequestContent
{
    private const int Block = 64 << 10;

    /// <summary>Reads a body and leaves the request as it was for who reads it next.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limit">The largest body that is read, compressed or not.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The body without compression; null where it is too large or compressed in an unknown way.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, int limit, CancellationToken cancellation)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        (ReadOnlyMemory<byte> bytes, bool whole) = request.ContentLength is { } length
            ? (await ReadExactlyAsync(request.Body, (int)length, cancellation), true)
            : await GatherAsync(request.Body, limit, cancellation);
        if (!whole)
        {
            request.Body = new PrefixedStream([bytes], request.Body);
            return null;
        }

        Replace(request, StreamOf(bytes), bytes.Length);
        return await DecompressAsync(bytes, request.Headers.ContentEncoding.ToString(), limit, cancellation);
    }

    /// <summary>Gives a request a body with bytes put in, without copying the rest.</summary>
    /// <param name="request">The request.</param>
    /// <param name="body">What was read, without compression.</param>
    /// <param name="put">What is put in, and where.</param>
    public static void Splice(HttpRequest request, ReadOnlyMemory<byte> body, UsagePut put)
    {
        ReadOnlyMemory<byte> behind = body[(put.Offset + put.Length)..];
        request.Headers.Remove("Content-Encoding");
        Replace(
            request,
            new PrefixedStream([body[..put.Offset], put.Bytes, behind], Stream.Null),
            put.Offset + put.Bytes.Length + behind.Length);
    }

    private static void Replace(HttpRequest request, Stream body, long length)
    {
        request.Body = body;
        request.Headers.Remove("Transfer-Encoding");
        request.ContentLength = length;
    }

    private static MemoryStream StreamOf(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> array)
        ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
        : new MemoryStream(bytes.ToArray(), writable: false);

    private static async Task<ReadOnlyMemory<byte>> ReadExactlyAsync(Stream body, int length, CancellationToken cancellation)
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>(length);
        await body.ReadExactlyAsync(bytes, cancellation);
        return bytes;
    }

    private static async Task<(ReadOnlyMemory<byte> Bytes, bool Whole)> GatherAsync(Stream body, int limit, CancellationToken cancellation)
    {
        var gathered = new GrowingBuffer(int.MaxValue);
        byte[] block = new byte[Block];
        int read;
        while ((read = await body.ReadAsync(block, cancellation)) > 0)
        {
            gathered.TryAdd(block.AsSpan(0, read));
            if (gathered.Length > limit)
            {
                return (gathered.Written, false);
            }
        }

        return (gathered.Written, true);
    }

    private static async Task<ReadOnlyMemory<byte>?> DecompressAsync(ReadOnlyMemory<byte> bytes, string encoding, int limit, CancellationToken cancellation)
    {
        if (encoding is "" or "identity")
        {
            return bytes;
        }

        using MemoryStream compressed = StreamOf(bytes);
        await using Stream? plain = encoding switch
        {
            "gzip" => new GZipStream(compressed, CompressionMode.Decompress),
            "deflate" => new ZLibStream(compressed, CompressionMode.Decompress),
            "br" => new BrotliStream(compressed, CompressionMode.Decompress),
            "zstd" => new ZstdSharp.DecompressionStream(compressed),
            _ => null,
        };
        if (plain is null)
        {
            return null;
        }

        try
        {
            (ReadOnlyMemory<byte> body, bool whole) = await GatherAsync(plain, limit, cancellation);
            return whole ? body : default(ReadOnlyMemory<byte>?);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or InvalidOperationException or ZstdSharp.ZstdException)
        {
            // Not what its header says: the upstream will say so.
            return null;
        }
    }
}
