using System.Text;
using Tracing.EmbeddedClickHouse.Library;

namespace Tracing.EmbeddedClickHouse.Guard;

/// <summary>
/// The functions that a guarded statement may call: those of harmless categories of the engine's own catalogue,
/// a few by name, and aggregates with their combinators. Whatever a new version of the engine adds elsewhere stays out.
/// </summary>
internal sealed class AllowedFunctions
{
    private static readonly string[] Categories =
    [
        "Arithmetic", "Arrays", "Bit", "Bitmap", "Comparison", "Conditional", "Dates and Times", "Distance", "Encoding", "Financial", "Hash", "IP Address", "JSON", "Logical", "Map",
        "Mathematical", "Null", "Random Number", "Rounding", "String", "String Replacement", "String Search", "String Splitting", "Time Window", "Tuple", "Type Conversion", "URL", "UUID",
    ];

    // Of the category "Other" and without category; lambda and exists are names of the parser.
    private static readonly string[] Others =
    [
        "lambda", "exists", "version", "revision", "displayName", "currentDatabase", "currentUser", "toTypeName", "materialize", "identity", "ignore", "transform", "bar", "isConstant",
        "countDigits", "finalizeAggregation", "formatReadableDecimalSize", "formatReadableQuantity", "formatReadableSize", "formatReadableTimeDelta", "parseReadableSize", "parseTimeDelta",
        "runningDifference", "rowNumberInBlock", "rowNumberInAllBlocks", "neighbor", "visibleWidth", "getSubcolumn", "caseWithExpression", "caseWithExpr", "caseWithoutExpression",
        "caseWithoutExpr", "replace", "substr", "mid", "mod", "power", "ln", "ceiling", "truncate", "trim", "ltrim", "rtrim", "lpad", "rpad", "flatten", "week", "yearweek",
        "mapContains", "instr", "date_diff", "timestampDiff", "date_trunc", "levenshteinDistance", "concat_ws", "current_date", "curdate", "current_timestamp", "toTimeZone", "toStartOfFiveMinute",
    ];

    // Allowed by category, but they look outside the statement.
    private static readonly string[] Never = ["chdb", "flameGraph", "aggThrow", "formatRow", "formatRowNoNewline", "sleep", "sleepEachRow", "file"];

    private static readonly string[] Combinators =
        ["If", "Array", "Map", "SimpleState", "State", "MergeState", "Merge", "ForEach", "Distinct", "OrDefault", "OrNull", "Resample", "ArgMin", "ArgMax"];

    private readonly HashSet<string> scalars = new(Others, StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> aggregates = new(StringComparer.OrdinalIgnoreCase);

    private AllowedFunctions()
    {
    }

    /// <summary>Reads the engine's catalogue.</summary>
    public static AllowedFunctions Load(Connection connection)
    {
        var allowed = new AllowedFunctions();
        var categories = string.Join(',', Categories.Select(SqlText.Literal));
        var sql = $"SELECT is_aggregate, name FROM system.functions WHERE origin = 'System' AND (is_aggregate OR categories IN ({categories}) OR (alias_to != '' AND alias_to IN (SELECT name FROM system.functions WHERE categories IN ({categories}))))";
        using var result = connection.Query(Encoding.UTF8.GetBytes(sql), "TSVRaw", Parameters.None);
        foreach (var line in Encoding.UTF8.GetString(result.Data).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            (line[0] == '1' ? allowed.aggregates : allowed.scalars).Add(line[2..]);
        }

        allowed.scalars.ExceptWith(Never);
        allowed.aggregates.ExceptWith(Never);
        return allowed;
    }

    /// <summary>Whether a statement may call a function of this name.</summary>
    public bool Allows(string name) => scalars.Contains(name) || IsAggregate(name);

    private bool IsAggregate(string name) =>
        aggregates.Contains(name) || Array.Exists(Combinators, c => name.Length > c.Length && name.EndsWith(c, StringComparison.OrdinalIgnoreCase) && IsAggregate(name[..^c.Length]));
}
