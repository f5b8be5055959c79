using System.Text;
using Tracing.EmbeddedClickHouse.Http;
using Tracing.EmbeddedClickHouse.Library;
using Tracing.EmbeddedClickHouse.Sql;

namespace Tracing.EmbeddedClickHouse.Guard;

/// <summary>
/// Lets through what only reads the allowed tables. Besides it the connections are <c>readonly = 1</c> and
/// bounded, which alone would not stop the scalar function file(), INTO OUTFILE or a second statement.
/// </summary>
internal sealed class StatementGuard
{
    private static readonly HashSet<string> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        "Native", "RowBinary", "RowBinaryWithNames", "RowBinaryWithNamesAndTypes", "TabSeparated", "TSV", "TabSeparatedRaw", "TSVRaw", "TabSeparatedWithNames", "TSVWithNames",
        "TabSeparatedWithNamesAndTypes", "TSVWithNamesAndTypes", "CSV", "CSVWithNames", "CSVWithNamesAndTypes", "JSON", "JSONStrings", "JSONColumns", "JSONCompact", "JSONCompactStrings",
        "JSONCompactColumns", "JSONEachRow", "JSONStringsEachRow", "JSONCompactEachRow", "JSONCompactEachRowWithNames", "JSONCompactEachRowWithNamesAndTypes",
        "JSONCompactStringsEachRow", "JSONCompactStringsEachRowWithNames", "JSONCompactStringsEachRowWithNamesAndTypes", "Pretty", "PrettyCompact", "PrettySpace", "Vertical", "Markdown",
        "XML", "Values", "Parquet", "Arrow", "ArrowStream", "LineAsString", "Null",
    };

    private readonly LexicalCheck lexical;
    private readonly TreeCheck tree;

    /// <summary>Reads the engine's catalogue of functions.</summary>
    /// <param name="connection">Used during the call alone.</param>
    /// <param name="database">The database whose tables are open.</param>
    /// <param name="systemTables">Tables of <c>system</c> that are open too.</param>
    public StatementGuard(Connection connection, string database, IReadOnlySet<string> systemTables)
    {
        var functions = AllowedFunctions.Load(connection);
        lexical = new LexicalCheck(functions);
        tree = new TreeCheck(functions, database, systemTables);
    }

    /// <summary>Checks a statement and gives the text to run.</summary>
    /// <param name="connection">Parses, does not run.</param>
    /// <param name="text">The request's text.</param>
    /// <param name="request">Gives parameters and the default format.</param>
    /// <exception cref="EngineException">Code 497 and the reason, or the parser's own error.</exception>
    public RequestText Admit(Connection connection, RequestText text, InterfaceRequest request)
    {
        if (text.Statement.Kind == StatementKind.InsertData)
        {
            throw Refusal.Because("Only SELECT, DESCRIBE, SHOW TABLES and SHOW DATABASES are answered here");
        }

        var (run, parse) = lexical.Check(text.Bytes.Span);
        CheckShow(parse);
        var analysis = connection.Classify(run);
        if (analysis.StatementCount > 1)
        {
            throw Refusal.Because("One statement at a time");
        }

        using var printed = connection.Query([.. "EXPLAIN AST "u8, .. parse], "TSVRaw", request.Parameters);
        tree.Check(SyntaxNode.Read(Encoding.UTF8.GetString(printed.Data)));
        if (analysis is not { StatementCount: 1, Class: QueryClass.ReadOnly })
        {
            throw Refusal.Because("Only statements that read are answered here");
        }

        var admitted = text.With(run);
        var format = admitted.Statement.Format ?? request.DefaultFormat;
        return Formats.Contains(format) ? admitted : throw Refusal.Because($"The format {format} is not offered here");
    }

    // SHOW prints alike for many objects, so the words decide.
    private static void CheckShow(ReadOnlySpan<byte> sql)
    {
        var lexer = new SqlLexer(sql);
        var first = lexer.Next();
        if (!Ascii.EqualsIgnoreCase(sql.Slice(first.Start, first.Length), "SHOW"u8))
        {
            return;
        }

        var second = lexer.Next();
        var word = sql.Slice(second.Start, second.Length);
        if (!Ascii.EqualsIgnoreCase(word, "TABLES"u8) && !Ascii.EqualsIgnoreCase(word, "DATABASES"u8))
        {
            throw Refusal.Because("Only SELECT, DESCRIBE, SHOW TABLES and SHOW DATABASES are answered here");
        }
    }
}
