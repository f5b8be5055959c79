namespace Tracing.Collector.Decode;

/// <summary>The sentences of partial success. They name rules, never content.</summary>
internal static class FindingTexts
{
    public static string Of(RecordFault fault) => fault switch
    {
        RecordFault.TraceIdLength => "the trace id is not 16 bytes long (32 hex digits in JSON)",
        RecordFault.TraceIdZero => "the trace id is all zero",
        RecordFault.SpanIdLength => "the span id is not 8 bytes long (16 hex digits in JSON)",
        RecordFault.SpanIdZero => "the span id is all zero",
        RecordFault.ParentSpanIdLength => "the parent span id is not 8 bytes long",
        RecordFault.LinkIdLength => "a link's trace id is not 16 or its span id not 8 bytes long",
        RecordFault.TimeTooEarly => "the time lies before 1971: is it in nanoseconds?",
        RecordFault.TimeTooLate => "a time lies after 2262-04-11",
        RecordFault.TooManyAttributes => "too many attributes",
        RecordFault.TooManyEvents => "too many events",
        RecordFault.TooManyLinks => "too many links",
        RecordFault.RecordTooLarge => "the record is too large",
        RecordFault.ValueTooDeep => "an attribute value is nested deeper than 32 levels",
        RecordFault.RequestGrowsTooLarge => "the request grows too large when its resource is written for each record: send smaller requests",
        RecordFault.ArtifactChunkTooLarge => "the body of an artifact chunk is too large",
        RecordFault.ArtifactBody => "the body of an artifact chunk is neither string nor bytes",
        RecordFault.ArtifactKind => "an artifact chunk has no bench.artifact.kind",
        RecordFault.ArtifactSequence => "bench.artifact.seq is not an integer from 0 to 4294967295",
        RecordFault.ArtifactSha256 => "bench.artifact.sha256 is not 64 hex digits",
        RecordFault.JsonType => "a JSON value has the wrong type for its field",
        RecordFault.JsonNumber => "a number is out of range for its field",
        RecordFault.JsonBase64 => "a bytesValue is not base64",
        _ => "unknown",
    };

    public static string Of(DecodeWarning warning) => warning switch
    {
        DecodeWarning.InvalidUtf8 => "ill-formed text (invalid UTF-8 or a lone surrogate) was replaced by U+FFFD",
        DecodeWarning.EndBeforeStart => "a span ends before it starts: its duration is stored as 0",
        DecodeWarning.RunIdInvalid => "bench.run.id is not a string of 1 to 128 of [A-Za-z0-9._:-]: it was not used",
        DecodeWarning.CellIdInvalid => "bench.cell.id or its parts do not name a cell: they were not used",
        DecodeWarning.CellIdDisagrees => "bench.cell.id disagrees with its parts: the parts were used",
        DecodeWarning.TrialInvalid => "bench.trial is not a positive integer: 1 was used",
        DecodeWarning.RecordWithoutTrace => "a log record of a cell has neither run nor trace: it is bound to no run",
        _ => "unknown",
    };
}
