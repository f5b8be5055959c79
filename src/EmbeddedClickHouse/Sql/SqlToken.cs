namespace Tracing.EmbeddedClickHouse.Sql;

/// <summary>What a token is.</summary>
internal enum SqlTokenKind
{
    /// <summary>The text ended.</summary>
    End,

    /// <summary>A bare word: keyword, name or function.</summary>
    Word,

    /// <summary>A name in backticks or double quotes.</summary>
    QuotedName,

    /// <summary>A string in single quotes, or a heredoc.</summary>
    String,

    /// <summary>A number.</summary>
    Number,

    /// <summary>One character of punctuation.</summary>
    Symbol,

    /// <summary>A quote or comment that never ends, or a byte that is no SQL.</summary>
    Broken,
}

/// <summary>One token of a statement.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Offset of its first byte.</param>
/// <param name="Length">Its bytes, quotes included.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, int Start, int Length)
{
    /// <summary>Offset of the byte after it.</summary>
    public int End => Start + Length;
}
