using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Tracing.Query.Access;

/// <summary>
/// Tells whether a request carries a read token: <c>Authorization: Bearer TOKEN</c>, or <c>Basic</c> with the token
/// as password, which is how a browser asks a person for it. Compared by digest, every token every time: the time
/// taken tells nothing about how much of a token was right.
/// </summary>
public sealed class ReadTokens
{
    private const int LongestHeader = 4 * 1024;

    private readonly byte[][] _digests;

    /// <summary>Makes the check.</summary>
    /// <param name="tokens">The tokens; none leaves reading open.</param>
    public ReadTokens(IReadOnlyList<string> tokens)
    {
        _digests = [.. tokens.Select(token => SHA256.HashData(Encoding.UTF8.GetBytes(token)))];
    }

    /// <summary>Whether no token is asked for.</summary>
    public bool Open => _digests.Length == 0;

    /// <summary>Whether the request may read.</summary>
    /// <param name="request">The request.</param>
    public bool Admits(HttpRequest request)
    {
        if (Open)
        {
            return true;
        }

        return request.Headers.Authorization is [{ Length: > 0 and <= LongestHeader } header] &&
            Token(header) is { } token && Known(token);
    }

    private static byte[]? Token(string header)
    {
        int space = header.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0)
        {
            return null;
        }

        string scheme = header[..space];
        string credentials = header[(space + 1)..].Trim();
        if (scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
        {
            return Encoding.UTF8.GetBytes(credentials);
        }

        if (!scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        byte[] pair = new byte[credentials.Length];
        return Convert.TryFromBase64String(credentials, pair, out int written) && Array.IndexOf(pair, (byte)':', 0, written) is >= 0 and int colon
            ? pair[(colon + 1)..written]
            : null;
    }

    private bool Known(byte[] token)
    {
        byte[] digest = SHA256.HashData(token);
        bool known = false;
        foreach (byte[] candidate in _digests)
        {
            known |= CryptographicOperations.FixedTimeEquals(candidate, digest);
        }

        return known;
    }
}
