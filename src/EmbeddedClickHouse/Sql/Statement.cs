using System.Text;

namespace Tracing.EmbeddedClickHouse.Sql;

/// <summary>How a statement is to be run.</summary>
internal enum StatementKind
{
    /// <summary>To its end, the whole result at once.</summary>
    Plain,

    /// <summary>A SELECT, whose result may be streamed.</summary>
    Select,

    /// <summary>An INSERT whose data follows the statement.</summary>
    InsertData,
}

/// <summary>The outline of a statement, found without parsing it whole.</summary>
/// <param name="Kind">How to run it.</param>
/// <param name="Format">The format that the text names, null when it names none.</param>
/// <param name="HeadLength">For an insert: bytes of the part before FORMAT or VALUES.</param>
/// <param name="DataStart">For an insert: offset at which the data begins.</param>
internal readonly record struct Statement(StatementKind Kind, string? Format, int HeadLength, int DataStart)
{
    /// <summary>The word TOTALS occurs.</summary>
    public bool Totals { get; private init; }

    /// <summary>Something follows a semicolon.</summary>
    public bool Trailing { get; private init; }

    /// <summary>Reads the outline.</summary>
    /// <param name="text">The statement, for an insert with some or all of its data.</param>
    public static Statement Read(ReadOnlySpan<byte> text)
    {
        var lexer = new SqlLexer(text);
        var previous = lexer.Next();
        while (IsSymbol(text, previous, '('))
        {
            previous = lexer.Next();
        }

        if (Is(text, previous, "INSERT"))
        {
            return Insert(text, lexer);
        }

        var select = Is(text, previous, "SELECT") || Is(text, previous, "WITH");
        var (format, totals, trailing) = (default(string), false, false);
        for (var token = lexer.Next(); token.Kind != SqlTokenKind.End; token = lexer.Next())
        {
            trailing = trailing || IsSymbol(text, previous, ';');
            totals |= Is(text, token, "TOTALS");
            if (Is(text, previous, "FORMAT") && token.Kind == SqlTokenKind.Word)
            {
                format = Text(text, token);
            }

            previous = token;
        }

        return new Statement(select ? StatementKind.Select : StatementKind.Plain, format, 0, 0) { Totals = totals, Trailing = trailing };
    }

    private static Statement Insert(ReadOnlySpan<byte> text, SqlLexer lexer)
    {
        var depth = 0;
        for (var token = lexer.Next(); token.Kind is not (SqlTokenKind.End or SqlTokenKind.Broken); token = lexer.Next())
        {
            depth += IsSymbol(text, token, '(') ? 1 : IsSymbol(text, token, ')') ? -1 : 0;
            if (depth > 0)
            {
                continue;
            }

            if (Is(text, token, "SELECT") || Is(text, token, "WITH") || Is(text, token, "INFILE") || Is(text, token, "WATCH"))
            {
                return new Statement(StatementKind.Plain, null, 0, 0);
            }

            if (Is(text, token, "VALUES"))
            {
                return new Statement(StatementKind.InsertData, "Values", token.Start, token.End);
            }

            if (Is(text, token, "FORMAT"))
            {
                var name = lexer.Next();
                return new Statement(StatementKind.InsertData, Text(text, name), token.Start, AfterFormat(text, name.End));
            }
        }

        return new Statement(StatementKind.InsertData, null, text.Length, text.Length);
    }

    // The data begins after blanks and one line break, or a semicolon and those, as in the engine's own parser.
    private static int AfterFormat(ReadOnlySpan<byte> text, int at)
    {
        if (at < text.Length && text[at] == ';')
        {
            at++;
        }

        while (at < text.Length && text[at] is (byte)' ' or (byte)'\t' or (byte)'\f')
        {
            at++;
        }

        if (at < text.Length && text[at] == '\r')
        {
            at++;
        }

        return at < text.Length && text[at] == '\n' ? at + 1 : at;
    }

    private static string Text(ReadOnlySpan<byte> text, SqlToken token) => Encoding.UTF8.GetString(text.Slice(token.Start, token.Length));

    private static bool Is(ReadOnlySpan<byte> text, SqlToken token, string word) =>
        token.Kind == SqlTokenKind.Word && Ascii.EqualsIgnoreCase(text.Slice(token.Start, token.Length), word);

    private static bool IsSymbol(ReadOnlySpan<byte> text, SqlToken token, char symbol) =>
        token.Kind == SqlTokenKind.Symbol && text[token.Start] == symbol;
}
