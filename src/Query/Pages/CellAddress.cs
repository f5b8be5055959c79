using Tracing.Storage.Reads;
using Tracing.Vocabulary;

namespace Tracing.Query.Pages;

/// <summary>Where a cell's page is: <c>/cell/AGENT/MODEL/CATEGORY/TASK</c>; the model may hold slashes.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Model">The model.</param>
/// <param name="Category">The task's category.</param>
/// <param name="Task">The task's name.</param>
public sealed record CellAddress(string Agent, string Model, string Category, string Task)
{
    /// <summary>Reads what stands behind <c>/cell/</c>.</summary>
    /// <param name="path">The path, decoded.</param>
    /// <returns>Null where it names no cell.</returns>
    public static CellAddress? Of(string? path)
    {
        string[] parts = (path ?? "").Split('/');
        return parts.Length < 4 || Array.Exists(parts, string.IsNullOrEmpty)
            ? null
            : new CellAddress(parts[0], string.Join('/', parts[1..^2]), parts[^2], parts[^1]);
    }

    /// <summary>Path of a cell's page in its sweep.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="trial">The trial; null shows the one that counts.</param>
    public static string PathOf(CellRow cell, uint? trial = null) => PathOf(IdOf(cell), trial);

    /// <summary>Path of a cell's page in its sweep.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="trial">The trial; null shows the one that counts.</param>
    public static string PathOf(CellId cell, uint? trial = null)
    {
        string path = "/cell/" + string.Join('/', $"{cell.Agent}/{cell.Model}/{cell.Category}/{cell.Task}".Split('/').Select(Uri.EscapeDataString));
        string query = "?sweep=" + Uri.EscapeDataString(cell.Sweep);
        return trial is null ? path + query : FormattableString.Invariant($"{path}{query}&trial={trial}");
    }

    /// <summary>Path of a cell's badge in its sweep.</summary>
    /// <param name="cell">The cell.</param>
    public static string BadgeOf(CellRow cell) => BadgeOf(IdOf(cell));

    /// <summary>Path of a cell's badge in its sweep.</summary>
    /// <param name="cell">The cell.</param>
    public static string BadgeOf(CellId cell)
    {
        (string path, string query) = Parts(PathOf(cell));
        return $"/badge/{path}.svg{query}";
    }

    /// <summary>Path of a cell's card in its sweep.</summary>
    /// <param name="cell">The cell.</param>
    public static string CardOf(CellRow cell) => CardOf(IdOf(cell));

    /// <summary>Path of a cell's card in its sweep.</summary>
    /// <param name="cell">The cell.</param>
    public static string CardOf(CellId cell)
    {
        (string path, string query) = Parts(PathOf(cell));
        return $"/embed/{path}{query}";
    }

    private static CellId IdOf(CellRow cell) => new(cell.Sweep, cell.Agent, cell.Model, cell.Category, cell.Task);

    private static (string Path, string Query) Parts(string path)
    {
        int query = path.IndexOf('?', StringComparison.Ordinal);
        return (path["/cell/".Length..query], path[query..]);
    }
}
