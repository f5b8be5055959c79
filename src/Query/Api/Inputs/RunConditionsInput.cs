using GraphQL.Types;
using Tracing.Query.Api.Scalars;
using Tracing.Query.Api.Types;
using Tracing.Storage.Reads;

namespace Tracing.Query.Api.Inputs;

/// <summary>What one run must meet.</summary>
public sealed class RunConditionsInput : InputObjectGraphType<RunConditions>
{
    /// <summary>Declares the fields.</summary>
    public RunConditionsInput()
    {
        Name = "RunConditions";
        Description = "What one run must meet, all of it at once: every field that is given must fit.";
        Declare(this);
    }

    /// <inheritdoc/>
    public override object ParseDictionary(IDictionary<string, object?> value) => Read(value);

    /// <summary>Declares the fields of runs on a filter.</summary>
    /// <typeparam name="TFilter">What the filter becomes.</typeparam>
    /// <param name="filter">The filter.</param>
    internal static void Declare<TFilter>(InputObjectGraphType<TFilter> filter)
    {
        filter.Field<ListGraphType<NonNullGraphType<RunStateType>>>("states");
        filter.Field<DateTimeScalar>("from").Description("Earliest start.");
        filter.Field<DateTimeScalar>("to").Description("Latest start, exclusive.");
        filter.Field<ListGraphType<NonNullGraphType<AxisRangeInput>>>("scores").Description("Every one must hold; a run without a recorded value is in none.");
    }

    /// <summary>Reads the fields of runs.</summary>
    /// <param name="value">The filter as it came.</param>
    internal static RunConditions Read(IDictionary<string, object?> value) => new()
    {
        States = CellFilterInput.Texts(value, "states"),
        FromUnixNano = value.TryGetValue("from", out object? from) ? from as long? : null,
        ToUnixNano = value.TryGetValue("to", out object? to) ? to as long? : null,
        Scores = value.TryGetValue("scores", out object? scores) && scores is System.Collections.IEnumerable list ? [.. list.Cast<AxisRange>()] : null,
    };
}
