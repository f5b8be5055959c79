using System.Text;
using Tracing.EmbeddedClickHouse.Sql;

namespace Tracing.EmbeddedClickHouse.Guard;

/// <summary>
/// The first line of the guard. It looks at tokens alone and gives the statement anew, token by token, without
/// comments: what runs is what was looked at, whatever another lexer would have made of the original bytes.
/// </summary>
internal sealed class LexicalCheck(AllowedFunctions functions)
{
    // Words that stand before a bracket without being functions.
    private static readonly HashSet<string> BeforeBracket = new(StringComparer.OrdinalIgnoreCase)
    {
        "ALL", "AND", "ANY", "ARRAY", "AS", "ASC", "BETWEEN", "BY", "CASE", "COLUMNS", "CUBE", "DESC", "DISTINCT", "DIV", "ELSE", "EXCEPT", "EXISTS", "FILTER", "FROM",
        "GROUP", "HAVING", "ILIKE", "IN", "INTERPOLATE", "INTERSECT", "INTERVAL", "IS", "JOIN", "LIKE", "LIMIT", "MOD", "NOT", "OFFSET", "ON", "OR", "OVER", "PREWHERE",
        "QUALIFY", "REGEXP", "REPLACE", "ROLLUP", "SELECT", "SETS", "THEN", "UNION", "USING", "WHEN", "WHERE", "WINDOW", "WITH", "WITHIN",
        "Array", "DateTime", "DateTime64", "Decimal", "Decimal32", "Decimal64", "Decimal128", "Enum8", "Enum16", "FixedString", "LowCardinality", "Map", "Nullable", "Tuple",
    };

    private static readonly HashSet<string> NeverWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "APPLY", "EXPLAIN", "INFILE", "INTO", "OUTFILE", "PARALLEL", "SETTINGS", "VALUES",
    };

    // Stands for every string in the text that is parsed for the tree check. The engine takes a string after FROM for
    // a table, that is for a file: with its slash this one is no table that could be allowed.
    private static ReadOnlySpan<byte> Placeholder => "'s/s'"u8;

    /// <summary>Checks a statement.</summary>
    /// <param name="sql">The text as it came, UTF-8.</param>
    /// <returns>The text to run, and the same with strings and placeholders replaced, for the engine's parser to print.</returns>
    /// <exception cref="EngineException">Code 497, with the reason.</exception>
    public (byte[] Run, byte[] Parse) Check(ReadOnlySpan<byte> sql)
    {
        var lexer = new SqlLexer(sql);
        var run = new List<byte>(sql.Length);
        var parse = new List<byte>(sql.Length);
        var placeholder = new PlaceholderScan();
        var (previous, end, ended) = (new SqlToken(SqlTokenKind.End, 0, 0), 0, false);
        for (var token = lexer.Next(); token.Kind != SqlTokenKind.End; token = lexer.Next())
        {
            var text = sql.Slice(token.Start, token.Length);
            if (ended)
            {
                throw Refusal.Because("One statement at a time");
            }

            if (token.Kind == SqlTokenKind.Symbol && text[0] == ';')
            {
                ended = true;
                continue;
            }

            CheckToken(sql, previous, token);
            if (token.Start > end && run.Count > 0)
            {
                run.Add((byte)' ');
                parse.Add((byte)' ');
            }

            run.AddRange(text);
            var start = parse.Count;
            parse.AddRange(token.Kind == SqlTokenKind.String && !IsInterval(sql, previous, text) ? Placeholder : text);
            if (placeholder.Ends(token, text, start) is { } from)
            {
                // The parser would print the parameter's value, which may hold lines that look like nodes.
                parse.RemoveRange(from, parse.Count - from);
                parse.Add((byte)'1');
            }

            (previous, end) = (token, token.End);
        }

        return ([.. run], [.. parse]);
    }

    private void CheckToken(ReadOnlySpan<byte> sql, SqlToken previous, SqlToken token)
    {
        var text = sql.Slice(token.Start, token.Length);
        switch (token.Kind)
        {
            case SqlTokenKind.Broken:
                throw Refusal.Because("A quote or comment does not end, or a character outside quotes is not ASCII");
            case SqlTokenKind.String when text[0] == '$':
                throw Refusal.Because("Heredoc strings are not taken: use single quotes");
            case SqlTokenKind.QuotedName when text[1..^1].ContainsAny("\\`\""u8) || text[1..^1].ContainsAnyInRange((byte)0, (byte)31):
                throw Refusal.Because("A quoted name may hold no quotes, backslashes or control characters");
            case SqlTokenKind.Symbol when text[0] == '(' && previous.Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName:
                CheckCall(sql, previous);
                break;
            case SqlTokenKind.Word when NeverWords.Contains(Encoding.ASCII.GetString(text)):
                throw Refusal.Because($"The word {Encoding.ASCII.GetString(text)} is not taken here; quote it if it is a name");
            case SqlTokenKind.Word when Ascii.EqualsIgnoreCase(text, "Identifier"u8) && previous.Kind == SqlTokenKind.Symbol && sql[previous.Start] == ':':
                throw Refusal.Because("Parameters of type Identifier are not taken");
        }
    }

    private void CheckCall(ReadOnlySpan<byte> sql, SqlToken name)
    {
        var quoted = name.Kind == SqlTokenKind.QuotedName;
        var text = Encoding.UTF8.GetString(quoted ? sql[(name.Start + 1)..(name.End - 1)] : sql[name.Start..name.End]);
        if (!functions.Allows(text) && (quoted || !BeforeBracket.Contains(text)))
        {
            throw Refusal.Because($"The function {text} is not allowed");
        }
    }

    // The one string that the parser itself reads: INTERVAL '1 day'.
    private static bool IsInterval(ReadOnlySpan<byte> sql, SqlToken previous, ReadOnlySpan<byte> text) =>
        previous.Kind == SqlTokenKind.Word && Ascii.EqualsIgnoreCase(sql.Slice(previous.Start, previous.Length), "INTERVAL"u8) && IsPlain(text[1..^1]);

    private static bool IsPlain(ReadOnlySpan<byte> text)
    {
        foreach (var b in text)
        {
            if (!char.IsAsciiLetterOrDigit((char)b) && b is not ((byte)' ' or (byte)'.' or (byte)'_' or (byte)':' or (byte)'-'))
            {
                return false;
            }
        }

        return true;
    }
}
