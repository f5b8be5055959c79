using GraphQL.Types;
using Tracing.Query.Api.Scalars;
using Tracing.Query.Api.Types;
using Tracing.Storage.Reads;
using Tracing.Vocabulary;

namespace Tracing.Query.Api.Inputs;

/// <summary>Which runs.</summary>
public sealed class RunFilterInput : InputObjectGraphType<RunFilter>
{
    /// <summary>Declares the fields.</summary>
    public RunFilterInput()
    {
        Name = "RunFilter";
        Description = "Which runs: every field that is given must fit; each list holds the values that are wanted.";
        CellFilterInput.Declare(this);
        Field<ListGraphType<NonNullGraphType<RunStateType>>>("states");
        Field<DateTimeScalar>("from").Description("Earliest start.");
        Field<DateTimeScalar>("to").Description("Latest start, exclusive.");
        Field<ListGraphType<NonNullGraphType<AxisRangeInput>>>("scores").Description("Every one must hold; a run without a recorded value is in none.");
    }

    /// <inheritdoc/>
    public override object ParseDictionary(IDictionary<string, object?> value) => new RunFilter
    {
        Cells = CellFilterInput.Read(value),
        States = CellFilterInput.Texts(value, "states"),
        FromUnixNano = value.TryGetValue("from", out object? from) ? from as long? : null,
        ToUnixNano = value.TryGetValue("to", out object? to) ? to as long? : null,
        Scores = value.TryGetValue("scores", out object? scores) && scores is System.Collections.IEnumerable list ? [.. list.Cast<AxisRange>()] : null,
    };
}

/// <summary>A range of the score of an axis.</summary>
public sealed class AxisRangeInput : InputObjectGraphType<AxisRange>
{
    /// <summary>Declares the fields.</summary>
    public AxisRangeInput()
    {
        Name = "AxisRange";
        Description = "A range of the score of an axis, both ends included.";
        Field<NonNullGraphType<StringGraphType>>("axis");
        Field<FloatGraphType>("min");
        Field<FloatGraphType>("max");
    }

    /// <inheritdoc/>
    public override object ParseDictionary(IDictionary<string, object?> value) => new AxisRange(
        AxisNames.Canonical((string)value["axis"]!),
        value.TryGetValue("min", out object? min) ? min as double? : null,
        value.TryGetValue("max", out object? max) ? max as double? : null);
}
