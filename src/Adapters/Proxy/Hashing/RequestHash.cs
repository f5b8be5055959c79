using System.Security.Cryptography;

namespace Tracing.Adapters.Proxy.Hashing;

/// <summary>Hashes of a request's body, lowercase hex.</summary>
/// <param name="Canonical">Sha256 of the canonical form (RFC 8785); null where the body has none.</param>
/// <param name="Key">What tells the same request again: the canonical hash, else the hash of the bytes.</param>
public sealed record RequestHash(string? Canonical, string Key)
{
    /// <summary>Hashes a body.</summary>
    /// <param name="body">The agent's own bytes, decompressed.</param>
    /// <returns>The hashes.</returns>
    public static RequestHash Of(ReadOnlyMemory<byte> body)
    {
        using var writer = new HashingWriter();
        string? canonical = CanonicalJson.TryWrite(body, writer) ? writer.Finish() : null;
        return new RequestHash(canonical, canonical ?? "bytes:" + Convert.ToHexStringLower(SHA256.HashData(body.Span)));
    }
}
