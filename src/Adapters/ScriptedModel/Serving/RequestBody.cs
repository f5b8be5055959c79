using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Tracing.Adapters.Proxy.Hashing;

namespace Tracing.Adapters.ScriptedModel.Serving;

/// <summary>A request's body after decompression.</summary>
/// <param name="Bytes">The body.</param>
internal readonly record struct RequestBody(byte[] Bytes)
{
    /// <summary>SHA-256, lowercase hex.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Bytes));

    /// <summary>SHA-256 of the canonical form, and of that without the question for a stream's usage where it is asked.</summary>
    public IReadOnlyList<string> Hashes() =>
        RequestHash.Of(Bytes).Canonical is not { } whole ? [] : WithoutUsage() is { } bare && RequestHash.Of(bare).Canonical is { } alone ? [whole, alone] : [whole];

    private byte[]? WithoutUsage()
    {
        if (JsonNode.Parse(Bytes) is not JsonObject body || body["stream_options"] is not JsonObject options || !options.Remove("include_usage"))
        {
            return null;
        }

        if (options.Count == 0)
        {
            body.Remove("stream_options");
        }

        return Encoding.UTF8.GetBytes(body.ToJsonString());
    }

    /// <summary>Reads all of it.</summary>
    public static async Task<RequestBody> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, cancellation);
        return new RequestBody(bytes.ToArray());
    }
}
