using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Tracing.Query.Export;

/// <summary>
/// Names of files and folders for ids that anybody may have made. A name holds lowercase letters, digits, <c>-</c>, <c>_</c> and at most one <c>.</c>, so that
/// every file system keeps it as it is, and has at most 129 characters. An id that is such a name without a dot stays; any other is made readable and gets a
/// dot and 128 bits of its hash, so that no two ids share a name.
/// </summary>
internal static class FileNames
{
    private const int LongestKept = 64;
    private const int LongestReadable = 96;
    private const int HashBytes = 16;

    private static readonly SearchValues<char> Kept = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");

    // Devices of Windows, whatever follows a dot.
    private static readonly SearchValues<string> Devices = SearchValues.Create(
        [
            "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
            "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
        ],
        StringComparison.Ordinal);

    /// <summary>The name for an id.</summary>
    /// <param name="id">The id.</param>
    public static string Of(string id)
    {
        if (id.Length is > 0 and <= LongestKept && id[0] != '-' && !id.AsSpan().ContainsAnyExcept(Kept) && !Devices.Contains(id))
        {
            return id;
        }

        string readable = Readable(id);

        // The characters themselves: in UTF-8 halves of characters would be alike.
        byte[] hash = SHA256.HashData(MemoryMarshal.AsBytes(id.AsSpan()));
        return $"{(Devices.Contains(readable) ? "x-" + readable : readable)}.{Convert.ToHexStringLower(hash.AsSpan(0, HashBytes))}";
    }

    private static string Readable(string id)
    {
        var name = new StringBuilder(LongestReadable);
        foreach (char c in id)
        {
            if (name.Length == LongestReadable)
            {
                break;
            }

            char kept = char.ToLowerInvariant(c);
            if (Kept.Contains(kept))
            {
                name.Append(kept);
            }
            else if (name.Length > 0 && name[^1] != '-')
            {
                name.Append('-');
            }
        }

        string readable = name.ToString().Trim('-');
        return readable.Length > 0 ? readable : "x";
    }
}
