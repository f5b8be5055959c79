using Tracing.EmbeddedClickHouse.Sql;

namespace Tracing.EmbeddedClickHouse.Guard;

/// <summary>Finds placeholders, <c>{name:Type}</c>, in a row of tokens. (A map literal begins with a brace too, but not with a bare word.)</summary>
internal sealed class PlaceholderScan
{
    private int start;
    private int tokens = -1;

    /// <summary>Looks at the next token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="text">Its text.</param>
    /// <param name="offset">Where it was written.</param>
    /// <returns>Where the placeholder was begun, if this token ends it.</returns>
    public int? Ends(SqlToken token, ReadOnlySpan<byte> text, int offset)
    {
        var symbol = token.Kind == SqlTokenKind.Symbol ? (char)text[0] : '\0';
        if (symbol == '{')
        {
            (start, tokens) = (offset, 0);
            return null;
        }

        tokens += tokens < 0 ? 0 : 1;
        if ((tokens == 1 && token.Kind != SqlTokenKind.Word) || (tokens == 2 && symbol != ':'))
        {
            tokens = -1;
        }

        if (symbol != '}' || tokens < 3)
        {
            return null;
        }

        tokens = -1;
        return start;
    }
}
