using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Tracing.Collector.Receive;

/// <summary>
/// The tokens that let a client send. What is presented is compared by digest, with every token, in constant time:
/// neither the length nor the first wrong character can be measured (RFC 6750 for the header).
/// </summary>
internal sealed class BearerTokens
{
    private const string Scheme = "Bearer ";
    private readonly byte[][] _digests;

    public BearerTokens(IEnumerable<string> tokens) => _digests = [.. tokens.Select(Digest)];

    /// <summary>Whether a request may pass: no token is configured, or its <c>Authorization</c> header brings one.</summary>
    public bool Allow(StringValues authorization)
    {
        if (_digests.Length == 0)
        {
            return true;
        }

        string? header = authorization.Count == 1 ? authorization[0] : null;
        if (header is null || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        byte[] presented = Digest(header[Scheme.Length..].Trim(' '));
        bool found = false;
        foreach (byte[] digest in _digests)
        {
            found |= CryptographicOperations.FixedTimeEquals(presented, digest);
        }

        return found;
    }

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
