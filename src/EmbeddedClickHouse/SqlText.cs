namespace Tracing.EmbeddedClickHouse;

/// <summary>Quoting for the few statements that the engine writes itself.</summary>
internal static class SqlText
{
    /// <summary>A string literal.</summary>
    public static string Literal(string value) =>
        $"'{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    /// <summary>A quoted identifier.</summary>
    public static string Identifier(string value) =>
        $"`{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal)}`";

    /// <summary>Whether a text is a name of letters, digits and underscores that needs no quotes.</summary>
    public static bool IsPlainName(string value) =>
        value.Length > 0 && !char.IsAsciiDigit(value[0]) && value.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
