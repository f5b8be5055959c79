namespace Tracing.EmbeddedClickHouse.Http;

/// <summary>
/// Which formats may be streamed. The engine writes each chunk as a document of its own, so a format qualifies
/// only if documents may be joined once the repeated header is taken away.
/// </summary>
internal static class StreamableFormat
{
    /// <summary>What stands before the rows of each chunk.</summary>
    public enum Header
    {
        /// <summary>Nothing.</summary>
        None,

        /// <summary>A count of columns, their names, their types: variable-length integers and strings.</summary>
        BinaryNamesAndTypes,

        /// <summary>A count of columns and their names.</summary>
        BinaryNames,

        /// <summary>One line.</summary>
        Line,

        /// <summary>Two lines.</summary>
        TwoLines,
    }

    private static readonly Dictionary<string, Header> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["RowBinary"] = Header.None,
        ["RowBinaryWithNames"] = Header.BinaryNames,
        ["RowBinaryWithNamesAndTypes"] = Header.BinaryNamesAndTypes,
        ["Native"] = Header.None,
        ["TabSeparated"] = Header.None,
        ["TSV"] = Header.None,
        ["TabSeparatedRaw"] = Header.None,
        ["TSVRaw"] = Header.None,
        ["TabSeparatedWithNames"] = Header.Line,
        ["TSVWithNames"] = Header.Line,
        ["TabSeparatedWithNamesAndTypes"] = Header.TwoLines,
        ["TSVWithNamesAndTypes"] = Header.TwoLines,
        ["CSV"] = Header.None,
        ["JSONEachRow"] = Header.None,
        ["JSONStringsEachRow"] = Header.None,
        ["JSONCompactEachRow"] = Header.None,
        ["JSONCompactEachRowWithNames"] = Header.Line,
        ["JSONCompactEachRowWithNamesAndTypes"] = Header.TwoLines,
        ["LineAsString"] = Header.None,
    };

    /// <summary>Whether the format may be streamed, and what to take away from later chunks.</summary>
    public static bool TryGet(string format, out Header header) => Known.TryGetValue(format, out header);

    /// <summary>The length in bytes of the header at the start of a chunk.</summary>
    public static int Length(Header header, ReadOnlySpan<byte> chunk)
    {
        return header switch
        {
            Header.Line => Lines(chunk, 1),
            Header.TwoLines => Lines(chunk, 2),
            Header.BinaryNames => Strings(chunk, 1),
            Header.BinaryNamesAndTypes => Strings(chunk, 2),
            _ => 0,
        };
    }

    private static int Lines(ReadOnlySpan<byte> chunk, int count)
    {
        var at = 0;
        for (var i = 0; i < count && at < chunk.Length; i++)
        {
            var end = chunk[at..].IndexOf((byte)'\n');
            at = end < 0 ? chunk.Length : at + end + 1;
        }

        return at;
    }

    private static int Strings(ReadOnlySpan<byte> chunk, int each)
    {
        var at = 0;
        if (chunk.IsEmpty)
        {
            return 0;
        }

        var columns = Number(chunk, ref at);
        for (var i = 0; i < columns * each; i++)
        {
            var length = Number(chunk, ref at);
            at += length;
        }

        return at;
    }

    private static int Number(ReadOnlySpan<byte> chunk, ref int at)
    {
        var (value, shift) = (0, 0);
        while (true)
        {
            var b = chunk[at++];
            value |= (b & 0x7f) << shift;
            if (b < 0x80)
            {
                return value;
            }

            shift += 7;
        }
    }
}
