namespace Tracing.Storage.Columns;

/// <summary>
/// The wire layout of every table that frames carry, declared here and nowhere else. The first columns of
/// <c>otel_traces</c> and <c>otel_logs</c> are the de-facto OpenTelemetry schema, the later ones are ours.
/// </summary>
public static class TableLayouts
{
    private const string Nanoseconds = "DateTime64(9)";
    private const string Hash = "UInt128";

    /// <summary>Spans.</summary>
    public static TableLayout Spans { get; } = new TableLayoutBuilder(TableTag.Spans, "otel_traces")
        .Fixed("Timestamp", Nanoseconds, 8)
        .Strings("TraceId", "SpanId", "ParentSpanId", "TraceState")
        .Dictionaries("SpanName", "SpanKind")
        .PerPrefix(static prefix => prefix.Dictionaries("ServiceName").Map("ResourceAttributes").Strings("ScopeName", "ScopeVersion"))
        .Map("SpanAttributes")
        .Fixed("Duration", "UInt64", 8)
        .Dictionaries("StatusCode")
        .Strings("StatusMessage")
        .Nested("Events")
        .NestedFixed("Events", "Events.Timestamp", Nanoseconds, 8)
        .NestedDictionary("Events", "Events.Name")
        .NestedMap("Events", "Events.Attributes")
        .Nested("Links")
        .NestedStrings("Links", "Links.TraceId")
        .NestedStrings("Links", "Links.SpanId")
        .NestedStrings("Links", "Links.TraceState")
        .NestedMap("Links", "Links.Attributes")
        .PerPrefix(static prefix => prefix.Strings("RunId"))
        .Types("ResourceAttributeTypes", "ResourceAttributes")
        .Types("SpanAttributeTypes", "SpanAttributes")
        .NestedTypes("Events", "EventAttributeTypes", "Events.Attributes")
        .NestedTypes("Links", "LinkAttributeTypes", "Links.Attributes")
        .Fixed("Flags", "UInt32", 4)
        .PerPrefix(static prefix => prefix.Fixed("IngestedAt", Nanoseconds, 8))
        .Build();

    /// <summary>Log records.</summary>
    public static TableLayout Logs { get; } = new TableLayoutBuilder(TableTag.Logs, "otel_logs")
        .Fixed("Timestamp", Nanoseconds, 8)
        .Strings("TraceId", "SpanId")
        .Fixed("TraceFlags", "UInt8", 1)
        .Dictionaries("SeverityText")
        .Fixed("SeverityNumber", "UInt8", 1)
        .PerPrefix(static prefix => prefix.Dictionaries("ServiceName"))
        .Strings("Body")
        .PerPrefix(static prefix => prefix
            .Dictionaries("ResourceSchemaUrl")
            .Map("ResourceAttributes")
            .Dictionaries("ScopeSchemaUrl")
            .Strings("ScopeName")
            .Dictionaries("ScopeVersion")
            .Map("ScopeAttributes"))
        .Map("LogAttributes")
        .Dictionaries("EventName")
        .PerPrefix(static prefix => prefix.Strings("RunId"))
        .Types("ResourceAttributeTypes", "ResourceAttributes")
        .Types("ScopeAttributeTypes", "ScopeAttributes")
        .Types("LogAttributeTypes", "LogAttributes")
        .Dictionaries("BodyType")
        .Fixed("ObservedTimestamp", Nanoseconds, 8)
        .PerPrefix(static prefix => prefix.Fixed("IngestedAt", Nanoseconds, 8))
        .Fixed("RowId", Hash, 16)
        .Build();

    /// <summary>Chunks of artifacts.</summary>
    public static TableLayout ArtifactChunks { get; } = new TableLayoutBuilder(TableTag.ArtifactChunks, "artifact_chunks")
        .PerPrefix(static prefix => prefix.Strings("RunId"))
        .Strings("TraceId", "SpanId")
        .Fixed("Timestamp", Nanoseconds, 8)
        .Dictionaries("Kind", "Format", "Made", "Encoding")
        .Strings("Sha256")
        .Fixed("Sequence", "UInt32", 4)
        .Fixed("Last", "Bool", 1)
        .Fixed("Truncated", "Bool", 1)
        .Strings("Body")
        .PerPrefix(static prefix => prefix.Fixed("IngestedAt", Nanoseconds, 8))
        .Fixed("RowId", Hash, 16)
        .Build();

    /// <summary>All of them, by tag.</summary>
    public static IReadOnlyList<TableLayout> All { get; } = [Spans, Logs, ArtifactChunks];

    /// <summary>The layout of a tag.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>Its layout, or null where the tag is unknown.</returns>
    public static TableLayout? Find(TableTag tag) => tag switch
    {
        TableTag.Spans => Spans,
        TableTag.Logs => Logs,
        TableTag.ArtifactChunks => ArtifactChunks,
        _ => null,
    };
}
