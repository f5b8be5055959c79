using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tracing.Storage.Reads;
using Tracing.Vocabulary;

namespace Tracing.Query.Pages.Search;

/// <summary>What a search asks: <c>/search?agent=&amp;model=&amp;task=&amp;category=&amp;state=&amp;sweep=&amp;axis=&amp;min=&amp;max=&amp;q=&amp;after=</c>. What is empty is not asked.</summary>
public sealed record SearchRequest
{
    /// <summary>The parameters, as they stand in the address and in the form.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["q", "agent", "model", "task", "category", "sweep", "state", "axis", "min", "max"];

    private Dictionary<string, string> Values { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Which cells and which runs.</summary>
    public RunFilter Filter { get; private init; } = new();

    /// <summary>The axis that is shown and whose range is asked for; null: none.</summary>
    public string? Axis { get; private init; }

    /// <summary>End of the page before; null: the first page.</summary>
    public string? After { get; private init; }

    /// <summary>The text that is looked for; null: none.</summary>
    public string? Text => this["q"];

    /// <summary>Whether anything is asked.</summary>
    public bool IsEmpty => Values.Count == 0;

    /// <summary>What a parameter asks; null: nothing.</summary>
    /// <param name="key">One of <see cref="Keys"/>.</param>
    public string? this[string key] => Values.GetValueOrDefault(key);

    /// <summary>Path of the search.</summary>
    public string Path => "/search?" + string.Join('&', Keys.Where(Values.ContainsKey).Select(key => $"{key}={Uri.EscapeDataString(Values[key])}"));

    /// <summary>What is asked, in words.</summary>
    public string Words => string.Join(", ", Keys.Where(Values.ContainsKey).Select(key => $"{(key == "q" ? "text" : key)} {Values[key]}"));

    /// <summary>Reads an address.</summary>
    /// <param name="query">The query.</param>
    /// <exception cref="UnclearRequestException">A bound is no number, or the bounds have no axis.</exception>
    public static SearchRequest Of(IQueryCollection query)
    {
        Dictionary<string, string> values = Keys.Select(key => (key, value: query[key] is [{ } one] ? one.Trim() : "")).Where(pair => pair.value.Length > 0)
            .ToDictionary(pair => pair.key, pair => pair.value, StringComparer.Ordinal);
        string? axis = values.TryGetValue("axis", out string? named) ? AxisNames.Canonical(named) : null;
        return new SearchRequest { Values = values, Axis = axis, Filter = FilterOf(values, axis), After = query["after"] is [{ Length: > 0 } after] ? after : null };
    }

    /// <summary>A search for one thing.</summary>
    /// <param name="key">One of <see cref="Keys"/>.</param>
    /// <param name="value">What it asks.</param>
    public static string PathOf(string key, string value) => $"/search?{key}={Uri.EscapeDataString(value)}";

    private static RunFilter FilterOf(Dictionary<string, string> values, string? axis)
    {
        double? min = Bound(values, "min");
        double? max = Bound(values, "max");
        if ((min ?? max) is not null && axis is null)
        {
            throw new UnclearRequestException("A least or greatest score needs an axis: choose one.");
        }

        // A task may come with its category, as every page shows it.
        string? task = values.GetValueOrDefault("task");
        string? category = values.GetValueOrDefault("category");
        if (task?.Split('/') is [{ Length: > 0 } before, { Length: > 0 } name])
        {
            (category, task) = (before, name);
        }

        return new RunFilter
        {
            Cells = new CellFilter
            {
                Sweeps = One(values.GetValueOrDefault("sweep")), Agents = One(values.GetValueOrDefault("agent")), Models = One(values.GetValueOrDefault("model")), Categories = One(category), Tasks = One(task),
            },
            States = One(values.GetValueOrDefault("state")),
            Scores = (min ?? max) is null ? null : [new AxisRange(axis!, min, max)],
        };
    }

    private static string[]? One(string? value) => value is null ? null : [value];

    private static double? Bound(Dictionary<string, string> values, string key) => values.TryGetValue(key, out string? text)
        ? double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double bound) && double.IsFinite(bound) ? bound : throw new UnclearRequestException($"'{key}' is a number, such as 0.5.")
        : null;
}
