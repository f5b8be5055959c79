namespace Tracing.EmbeddedClickHouse.Sql;

/// <summary>
/// Cuts ClickHouse SQL (UTF-8) into tokens as the engine's own lexer does: comments are <c>--</c>, <c>#!</c>,
/// <c># </c> and <c>/* */</c>; strings know backslashes and doubled quotes; heredocs are <c>$tag$…$tag$</c>.
/// </summary>
internal ref struct SqlLexer(ReadOnlySpan<byte> sql)
{
    private readonly ReadOnlySpan<byte> sql = sql;
    private int at;

    /// <summary>The next token; comments and white space are passed over.</summary>
    public SqlToken Next()
    {
        if (!SkipBlanks())
        {
            return Take(SqlTokenKind.Broken, sql.Length);
        }

        if (at >= sql.Length)
        {
            return new SqlToken(SqlTokenKind.End, sql.Length, 0);
        }

        var c = sql[at];
        return c switch
        {
            (byte)'\'' => Quoted(c, SqlTokenKind.String),
            (byte)'`' or (byte)'"' => Quoted(c, SqlTokenKind.QuotedName),
            (byte)'$' => Heredoc(),
            >= (byte)'0' and <= (byte)'9' => Number(),
            _ when IsWordStart(c) => Word(),
            >= 0x80 or < 0x20 or 0x7f => Take(SqlTokenKind.Broken, at + 1),
            _ => Take(SqlTokenKind.Symbol, at + 1),
        };
    }

    private static bool IsWordStart(byte c) => char.IsAsciiLetter((char)c) || c == '_';

    private static bool IsWord(byte c) => char.IsAsciiLetterOrDigit((char)c) || c is (byte)'_' or (byte)'$';

    // False when a comment does not end.
    private bool SkipBlanks()
    {
        while (at < sql.Length)
        {
            var rest = sql[at..];
            if (rest[0] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f' or 0x0b)
            {
                at++;
            }
            else if (rest.StartsWith("--"u8) || rest.StartsWith("#!"u8) || rest.StartsWith("# "u8))
            {
                var end = rest.IndexOf((byte)'\n');
                at = end < 0 ? sql.Length : at + end + 1;
            }
            else if (rest.StartsWith("/*"u8))
            {
                var end = rest[2..].IndexOf("*/"u8);
                if (end < 0)
                {
                    return false;
                }

                at += end + 4;
            }
            else
            {
                return true;
            }
        }

        return true;
    }

    private SqlToken Quoted(byte quote, SqlTokenKind kind)
    {
        for (var i = at + 1; i < sql.Length; i++)
        {
            if (sql[i] == '\\')
            {
                i++;
            }
            else if (sql[i] == quote)
            {
                if (i + 1 < sql.Length && sql[i + 1] == quote)
                {
                    i++;
                }
                else
                {
                    return Take(kind, i + 1);
                }
            }
        }

        return Take(SqlTokenKind.Broken, sql.Length);
    }

    private SqlToken Heredoc()
    {
        var tagEnd = at + 1;
        while (tagEnd < sql.Length && (char.IsAsciiLetterOrDigit((char)sql[tagEnd]) || sql[tagEnd] == '_'))
        {
            tagEnd++;
        }

        if (tagEnd >= sql.Length || sql[tagEnd] != '$')
        {
            return Take(SqlTokenKind.Symbol, at + 1);
        }

        var tag = sql[at..(tagEnd + 1)];
        var end = sql[(tagEnd + 1)..].IndexOf(tag);
        return end < 0 ? Take(SqlTokenKind.Symbol, at + 1) : Take(SqlTokenKind.String, tagEnd + 1 + end + tag.Length);
    }

    private SqlToken Number()
    {
        var end = at + 1;
        while (end < sql.Length && IsWord(sql[end]))
        {
            end++;
        }

        return Take(SqlTokenKind.Number, end);
    }

    private SqlToken Word()
    {
        var end = at + 1;
        while (end < sql.Length && IsWord(sql[end]))
        {
            end++;
        }

        return Take(SqlTokenKind.Word, end);
    }

    private SqlToken Take(SqlTokenKind kind, int end)
    {
        var token = new SqlToken(kind, at, end - at);
        at = end;
        return token;
    }
}
