using GraphQL.Types;
using Tracing.Query.Api.Scalars;
using Tracing.Query.Api.Types;
using Tracing.Storage.Reads;

namespace Tracing.Query.Api.Inputs;

/// <summary>Which spans, as asked for.</summary>
/// <param name="RunId">The run.</param>
/// <param name="TraceId">The trace.</param>
/// <param name="Service">The service.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Kind">The span kind.</param>
public sealed record SpanFilterArgument(string? RunId, string? TraceId, string? Service, string? Operation, string? Kind)
{
    /// <summary>The span.</summary>
    public string? SpanId { get; init; }

    /// <summary>The status.</summary>
    public string? StatusCode { get; init; }

    /// <summary>Earliest start, nanoseconds since 1970.</summary>
    public long? From { get; init; }

    /// <summary>Latest start, exclusive, nanoseconds since 1970.</summary>
    public long? To { get; init; }

    /// <summary>Shortest duration, nanoseconds, as text.</summary>
    public string? MinDurationNano { get; init; }

    /// <summary>Attributes that the span has.</summary>
    public IReadOnlyList<SpanAttribute>? Attributes { get; init; }

    /// <summary>What the span is in its run.</summary>
    public IReadOnlyCollection<string>? Kinds { get; init; }
}

/// <summary>Which spans.</summary>
public sealed class SpanFilterInput : InputObjectGraphType<SpanFilterArgument>
{
    /// <summary>Declares the fields.</summary>
    public SpanFilterInput()
    {
        Name = "SpanFilter";
        Description = "Which spans: every field that is given must fit.";
        Field<IdGraphType>("runId").Description("Spans of traces that were bound to the run later are found too.");
        Field<IdGraphType>("traceId").Description("32 hex digits.");
        Field<IdGraphType>("spanId").Description("16 hex digits.");
        Field<StringGraphType>("service");
        Field<StringGraphType>("operation").Description("The span's name.");
        Field<StringGraphType>("kind").Description("Unspecified, Internal, Server, Client, Producer or Consumer.");
        Field<StringGraphType>("statusCode").Description("Unset, Ok or Error.");
        Field<DateTimeScalar>("from").Description("Earliest start.");
        Field<DateTimeScalar>("to").Description("Latest start, exclusive.");
        Field<StringGraphType>("minDurationNano").Description("Shortest duration; nanoseconds, as text.");
        Field<ListGraphType<NonNullGraphType<SpanAttributeInput>>>("attributes").Description("Attributes that it has, every one.");
        Field<ListGraphType<NonNullGraphType<SpanKindNameType>>>("kinds").Description("What it is in its run.");
    }

    /// <inheritdoc/>
    public override object ParseDictionary(IDictionary<string, object?> value) => new SpanFilterArgument(
        Given<string>(value, "runId"), Given<string>(value, "traceId"), Given<string>(value, "service"), Given<string>(value, "operation"), Given<string>(value, "kind"))
    {
        SpanId = Given<string>(value, "spanId"),
        StatusCode = Given<string>(value, "statusCode"),
        From = value.TryGetValue("from", out object? from) ? from as long? : null,
        To = value.TryGetValue("to", out object? to) ? to as long? : null,
        MinDurationNano = Given<string>(value, "minDurationNano"),
        Attributes = value.TryGetValue("attributes", out object? attributes) && attributes is System.Collections.IEnumerable list ? [.. list.Cast<SpanAttribute>()] : null,
        Kinds = CellFilterInput.Texts(value, "kinds"),
    };

    private static T? Given<T>(IDictionary<string, object?> value, string name)
        where T : class => value.TryGetValue(name, out object? given) ? given as T : null;
}

/// <summary>An attribute that a span has.</summary>
public sealed class SpanAttributeInput : InputObjectGraphType<SpanAttribute>
{
    /// <summary>Declares the fields.</summary>
    public SpanAttributeInput()
    {
        Name = "SpanAttribute";
        Description = "An attribute that a span has.";
        Field<NonNullGraphType<StringGraphType>>("key");
        Field<NonNullGraphType<StringGraphType>>("value").Description("As text, as Attribute.value shows it.");
    }

    /// <inheritdoc/>
    public override object ParseDictionary(IDictionary<string, object?> value) => new SpanAttribute((string)value["key"]!, (string)value["value"]!);
}
