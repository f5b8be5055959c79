using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Tracing.ScriptedModel.Serving;

/// <summary>A request's body after decompression.</summary>
/// <param name="Bytes">The body.</param>
internal readonly record struct RequestBody(byte[] Bytes)
{
    /// <summary>SHA-256, lowercase hex.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Bytes));

    /// <summary>Reads all of it; gzip, deflate and brotli are undone.</summary>
    public static async Task<RequestBody> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        await using Stream plain = request.Headers.ContentEncoding.ToString() switch
        {
            "gzip" => new GZipStream(request.Body, CompressionMode.Decompress),
            "deflate" => new ZLibStream(request.Body, CompressionMode.Decompress),
            "br" => new BrotliStream(request.Body, CompressionMode.Decompress),
            _ => request.Body,
        };
        await plain.CopyToAsync(bytes, cancellation);
        return new RequestBody(bytes.ToArray());
    }
}
