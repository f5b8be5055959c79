using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Tracing.Adapters.ScriptedModel.Serving;

/// <summary>A request's body after decompression.</summary>
/// <param name="Bytes">The body.</param>
internal readonly record struct RequestBody(byte[] Bytes)
{
    /// <summary>SHA-256, lowercase hex.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Bytes));

    /// <summary>Reads all of it.</summary>
    public static async Task<RequestBody> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, cancellation);
        return new RequestBody(bytes.ToArray());
    }
}
