namespace Tracing.Collector.Decode;

/// <summary>Why one record is rejected. Its neighbours are stored; resending it will not help.</summary>
internal enum RecordFault
{
    None,
    TraceIdLength,
    TraceIdZero,
    SpanIdLength,
    SpanIdZero,
    ParentSpanIdLength,
    LinkIdLength,
    TimeTooEarly,
    TimeTooLate,
    TooManyAttributes,
    TooManyEvents,
    TooManyLinks,
    RecordTooLarge,
    ValueTooDeep,
    RequestGrowsTooLarge,
    ArtifactChunkTooLarge,
    ArtifactBody,
    ArtifactKind,
    ArtifactSequence,
    ArtifactSha256,
    JsonType,
    JsonNumber,
    JsonBase64,
}

/// <summary>What a client is told of a record that is stored, but not as it may have meant.</summary>
internal enum DecodeWarning
{
    InvalidUtf8,
    EndBeforeStart,
    RunIdInvalid,
    CellIdInvalid,
    CellIdDisagrees,
    TrialInvalid,
    RecordWithoutTrace,
}
