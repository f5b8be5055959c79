using System.Text.Json;
using System.Text.RegularExpressions;
using Tracing.Processes;

namespace Tracing.EndToEnd.Tests.Dashboards;

/// <summary>A dashboard of this repository and the SQL that Grafana's ClickHouse plugin would send for it.</summary>
internal sealed partial class DashboardFile(string path)
{
    private readonly JsonElement root = JsonDocument.Parse(File.ReadAllText(path)).RootElement.Clone();

    public static IReadOnlyList<string> Paths { get; } = Directory.GetFiles(Path.Combine(RepositoryPaths.Root, "dashboards"), "*.json");

    public string Uid => root.GetProperty("uid").GetString()!;

    /// <summary>The data source that is chosen where nobody chooses.</summary>
    public string DataSource => root.GetProperty("templating").GetProperty("list").EnumerateArray()
        .Single(variable => variable.GetProperty("type").GetString() == "datasource").GetProperty("current").GetProperty("value").GetString()!;

    /// <summary>Columns that the fields of panels name, by the panel's title.</summary>
    public ILookup<string, string> NamedColumns => root.GetProperty("panels").EnumerateArray()
        .SelectMany(panel => panel.GetProperty("fieldConfig").GetProperty("overrides").EnumerateArray()
            .Where(named => named.GetProperty("matcher").GetProperty("id").GetString() == "byName")
            .Select(named => (Title: panel.GetProperty("title").GetString()!, Column: named.GetProperty("matcher").GetProperty("options").GetString()!)))
        .ToLookup(column => column.Title, column => column.Column);

    public IEnumerable<(string Title, string Type, string Sql)> Panels => root.GetProperty("panels").EnumerateArray()
        .SelectMany(panel => panel.GetProperty("targets").EnumerateArray().Select(target => (
            panel.GetProperty("title").GetString()!,
            panel.GetProperty("type").GetString()!,
            target.GetProperty("rawSql").GetString()!)));

    public IEnumerable<(string Name, string Sql)> Variables => root.GetProperty("templating").GetProperty("list").EnumerateArray()
        .Where(variable => variable.GetProperty("type").GetString() == "query")
        .Select(variable => (variable.GetProperty("name").GetString()!, variable.GetProperty("query").GetString()!));

    /// <summary>Expands the plugin's macros and Grafana's variables, each quoted as <c>sqlstring</c> asks.</summary>
    public static string Expand(string sql, IReadOnlyDictionary<string, string> variables)
    {
        string expanded = TimeFilter().Replace(sql, match =>
            $"{match.Groups[1].Value} >= toDateTime(1767225600) AND {match.Groups[1].Value} <= toDateTime(1798761600)");
        return Variable().Replace(expanded, match => "'" + variables[match.Groups[1].Value].Replace("'", "''", StringComparison.Ordinal) + "'");
    }

    [GeneratedRegex(@"\$__timeFilter\(([^)]+)\)", RegexOptions.CultureInvariant)]
    private static partial Regex TimeFilter();

    [GeneratedRegex(@"\$\{(\w+):sqlstring\}", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
