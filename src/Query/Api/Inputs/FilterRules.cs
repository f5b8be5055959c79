using System.Globalization;
using Tracing.Query.Execution;
using Tracing.Storage.Reads;

namespace Tracing.Query.Api.Inputs;

/// <summary>What a filter may ask for. Each refusal names the field.</summary>
public sealed class FilterRules
{
    private const int TraceIdLength = 32;
    private const int SpanIdLength = 16;

    private static readonly string[] Kinds = ["Unspecified", "Internal", "Server", "Client", "Producer", "Consumer"];
    private static readonly string[] StatusCodes = ["Unset", "Ok", "Error"];

    private readonly RequestLimits _limits;

    /// <summary>Makes the rules.</summary>
    /// <param name="limits">The limits.</param>
    public FilterRules(RequestLimits limits) => _limits = limits;

    /// <summary>Checks a filter of cells.</summary>
    /// <param name="filter">The filter; null finds all.</param>
    /// <exception cref="QueryError">The filter cannot be met.</exception>
    public CellFilter Cells(CellFilter? filter)
    {
        CellFilter checkedFilter = filter ?? new CellFilter();
        Values("sweeps", checkedFilter.Sweeps);
        Values("agents", checkedFilter.Agents);
        Values("models", checkedFilter.Models);
        Values("categories", checkedFilter.Categories);
        Values("tasks", checkedFilter.Tasks);
        return checkedFilter.Tasks?.Any(task => task.Contains('/', StringComparison.Ordinal)) == true
            ? throw QueryError.BadFilter("tasks", "names a task without its category; the category has a field of its own.")
            : checkedFilter;
    }

    /// <summary>Checks a filter of runs.</summary>
    /// <param name="filter">The filter; null finds all.</param>
    /// <exception cref="QueryError">The filter cannot be met.</exception>
    public RunFilter Runs(RunFilter? filter)
    {
        RunFilter checkedFilter = filter ?? new RunFilter();
        Cells(checkedFilter.Cells);
        Run(checkedFilter);
        return checkedFilter;
    }

    /// <summary>Checks what one run must meet.</summary>
    /// <param name="conditions">The conditions; null asks for nothing.</param>
    /// <exception cref="QueryError">The conditions cannot be met.</exception>
    public RunConditions? Run(RunConditions? conditions)
    {
        Values("states", conditions?.States);
        if (conditions?.FromUnixNano >= conditions?.ToUnixNano)
        {
            throw QueryError.BadFilter("to", "is after 'from'.");
        }

        Count("scores", conditions?.Scores?.Count);
        foreach (AxisRange range in conditions?.Scores ?? [])
        {
            Text("scores", range.Axis);
            if (range is { Min: null, Max: null } || range.Min > range.Max)
            {
                throw QueryError.BadFilter("scores", "has a 'min', a 'max', or both, in this order.");
            }
        }

        return conditions;
    }

    /// <summary>Checks a filter of spans.</summary>
    /// <param name="filter">The filter.</param>
    /// <exception cref="QueryError">The filter cannot be met.</exception>
    public SpanFilter Spans(SpanFilterArgument filter)
    {
        Text("runId", filter.RunId);
        Text("service", filter.Service);
        Text("operation", filter.Operation);
        Values("kinds", filter.Kinds);
        Count("attributes", filter.Attributes?.Count);
        foreach (SpanAttribute attribute in filter.Attributes ?? [])
        {
            Text("attributes", attribute.Key);
            Text("attributes", attribute.Value);
        }

        if (filter.From >= filter.To)
        {
            throw QueryError.BadFilter("to", "is after 'from'.");
        }

        return new SpanFilter
        {
            RunId = filter.RunId,
            SpanId = filter.SpanId is null ? null : SpanId(filter.SpanId) ?? throw QueryError.BadFilter("spanId", "is 16 hex digits."),
            TraceId = filter.TraceId is null ? null : TraceId(filter.TraceId) ?? throw QueryError.BadFilter("traceId", "is 32 hex digits."),
            Service = filter.Service,
            Operation = filter.Operation,
            Kind = OneOf("kind", filter.Kind, Kinds),
            StatusCode = OneOf("statusCode", filter.StatusCode, StatusCodes),
            FromUnixNano = filter.From,
            ToUnixNano = filter.To,
            Attributes = filter.Attributes,
            BenchKinds = filter.Kinds,
            MinDurationNano = Nanos("minDurationNano", filter.MinDurationNano),
        };
    }

    /// <summary>Checks a value that is looked up.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">The value; null is not looked up.</param>
    /// <exception cref="QueryError">The value is too long.</exception>
    public string? Text(string field, string? value) => value?.Length > _limits.MaxFilterLength
        ? throw QueryError.Limit("maxFilterLength", _limits.MaxFilterLength)
        : value?.Contains('\0', StringComparison.Ordinal) == true ? throw QueryError.BadFilter(field, "holds a NUL character.") : value;

    /// <summary>Checks a list of values that are looked up.</summary>
    /// <param name="field">The field.</param>
    /// <param name="values">The values.</param>
    /// <exception cref="QueryError">The list is empty or too long, or a value is.</exception>
    public IReadOnlyCollection<string> Names(string field, IReadOnlyCollection<string> values)
    {
        Values(field, values);
        return values;
    }

    /// <summary>A trace id as it is stored.</summary>
    /// <param name="id">The id as asked for.</param>
    /// <returns>Null where it is no trace id.</returns>
    public static string? TraceId(string id) => HexId(id, TraceIdLength);

    /// <summary>A span's id as stored.</summary>
    /// <param name="id">The id.</param>
    /// <returns>Null for what is none.</returns>
    public static string? SpanId(string id) => HexId(id, SpanIdLength);

    private static string? HexId(string id, int length) => id.Length == length && id.All(char.IsAsciiHexDigit) ? id.ToLowerInvariant() : null;

    private void Values(string field, IReadOnlyCollection<string>? values)
    {
        Count(field, values?.Count);
        foreach (string value in values ?? [])
        {
            Text(field, value);
        }
    }

    private void Count(string field, int? count)
    {
        if (count == 0)
        {
            throw QueryError.BadFilter(field, "is empty; leave it out to find all.");
        }

        if (count > _limits.MaxFilterValues)
        {
            throw QueryError.Limit("maxFilterValues", _limits.MaxFilterValues);
        }
    }

    private static string? OneOf(string field, string? value, string[] allowed) =>
        value is null || allowed.Contains(value) ? value : throw QueryError.BadFilter(field, $"is one of {string.Join(", ", allowed)}.");

    private static ulong? Nanos(string field, string? text) => text is null
        ? null
        : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong nanos) ? nanos : throw QueryError.BadFilter(field, "is a whole number of nanoseconds.");
}
