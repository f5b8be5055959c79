using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tracing.Query.Execution;

namespace Tracing.Query.Paging;

/// <summary>
/// A place in the answer of one query: the key of the last row that was seen. Opaque, and bound to the query by a digest of
/// its field and filter, so that a cursor of another query is refused instead of giving a page of nonsense.
/// Keys are values of parameters later; nothing is trusted because it came in a cursor.
/// </summary>
public static class Cursor
{
    private const int DigestLength = 12;
    private const int LongestCursor = 4 * 1024;

    /// <summary>Digest of a query.</summary>
    /// <param name="field">The connection's field.</param>
    /// <param name="filter">What it filters by, in a form that is equal for equal filters.</param>
    public static byte[] QueryDigest(string field, object? filter)
    {
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(new { field, filter });
        return SHA256.HashData(text)[..DigestLength];
    }

    /// <summary>Writes a cursor.</summary>
    /// <param name="digest">Digest of the query.</param>
    /// <param name="key">Key of the row.</param>
    public static string Write(byte[] digest, params IReadOnlyList<string> key)
    {
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(key);
        return Base64Url.EncodeToString([.. digest, .. text]);
    }

    /// <summary>Reads a cursor.</summary>
    /// <param name="digest">Digest of the query.</param>
    /// <param name="cursor">The cursor.</param>
    /// <param name="parts">How many parts the key has.</param>
    /// <exception cref="QueryError">The cursor is damaged, or belongs to another query.</exception>
    public static IReadOnlyList<string> Read(byte[] digest, string cursor, int parts)
    {
        if (cursor.Length > LongestCursor || !Base64Url.IsValid(cursor, out int length) || length <= DigestLength)
        {
            throw QueryError.BadCursor();
        }

        byte[] bytes = Base64Url.DecodeFromChars(cursor);
        if (!bytes.AsSpan(0, DigestLength).SequenceEqual(digest))
        {
            throw QueryError.BadCursor();
        }

        try
        {
            string[]? key = JsonSerializer.Deserialize<string[]>(Encoding.UTF8.GetString(bytes.AsSpan(DigestLength)));
            return key?.Length == parts && !Array.Exists(key, part => part is null) ? key : throw QueryError.BadCursor();
        }
        catch (JsonException)
        {
            throw QueryError.BadCursor();
        }
    }
}
