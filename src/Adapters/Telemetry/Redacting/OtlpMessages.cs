namespace Tracing.Adapters.Telemetry.Redacting;

/// <summary>The shapes of OTLP's export requests (opentelemetry-proto 1.x: <c>common.proto</c>, <c>resource.proto</c>, <c>trace.proto</c>, <c>logs.proto</c>).</summary>
internal static class OtlpMessages
{
    private static readonly MessageShape AnyValue = new(1, 7);
    private static readonly MessageShape Attribute = new MessageShape(1).With(2, AnyValue);
    private static readonly MessageShape Resource = new MessageShape().With(1, Attribute);
    private static readonly MessageShape Scope = new MessageShape(1, 2).With(3, Attribute);

    private static readonly MessageShape Span = new MessageShape(3, 5)
        .With(9, Attribute)
        .With(11, new MessageShape(2).With(3, Attribute))
        .With(13, new MessageShape(3).With(4, Attribute))
        .With(15, new MessageShape(2));

    private static readonly MessageShape LogRecord = new MessageShape(3, 12).With(5, AnyValue).With(6, Attribute);

    static OtlpMessages() => AnyValue.With(5, new MessageShape().With(1, AnyValue)).With(6, new MessageShape().With(1, Attribute));

    private static MessageShape Traces { get; } = RequestOf(Span);

    private static MessageShape Logs { get; } = RequestOf(LogRecord);

    /// <summary>The shape of a signal's request.</summary>
    /// <param name="signalPath"><c>v1/traces</c> or <c>v1/logs</c>.</param>
    public static MessageShape RequestOf(string signalPath) => signalPath == "v1/traces" ? Traces : Logs;

    // resource_* = 1 { resource = 1, scope_* = 2 { scope = 1, record = 2, schema_url = 3 }, schema_url = 3 }
    private static MessageShape RequestOf(MessageShape record) =>
        new MessageShape().With(1, new MessageShape(3).With(1, Resource).With(2, new MessageShape(3).With(1, Scope).With(2, record)));
}
