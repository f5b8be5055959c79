using System.Globalization;
using Tracing.Dialects.Records;

namespace Tracing.Dialects.Agents.Codex;

/// <summary>An event of Codex: the same attributes come as a log record and, without what is private, as a span event.</summary>
/// <param name="Name">Value of <c>event.name</c>; the record's own name is a place in the source.</param>
/// <param name="EndUnixNano">When it was told: at the end of what it tells.</param>
/// <param name="TraceId">Trace, or empty.</param>
/// <param name="Attributes">Its attributes.</param>
internal sealed record CodexEvent(string Name, long EndUnixNano, string TraceId, AttributeSet Attributes)
{
    public const string ApiRequest = "codex.api_request";
    public const string ServerEvent = "codex.sse_event";
    public const string ToolResult = "codex.tool_result";

    private const double NanosecondsPerMillisecond = 1e6;

    /// <summary>Milliseconds of what it tells.</summary>
    public double? Milliseconds => Attributes.Number("duration_ms");

    /// <summary>When that began.</summary>
    public long StartUnixNano => EndUnixNano - (long)((Milliseconds ?? 0) * NanosecondsPerMillisecond);

    /// <summary>Status of an HTTP answer.</summary>
    public ushort? Status => Attributes.Integer("http.response.status_code") is >= 100 and <= 999 and var status ? (ushort)status : null;

    /// <summary>1 for the first try; Codex counts from 0.</summary>
    public uint Attempt => Attributes.Integer("attempt") is >= 0 and < uint.MaxValue and var attempt ? (uint)attempt + 1 : 1;

    /// <summary>Whether a request was refused or got no answer.</summary>
    public bool IsRefusal => Status is null or >= 400;

    public static CodexEvent Of(LogRecord log) =>
        new(log.Attributes.Text("event.name") ?? log.EventName, Time(log), log.TraceId, log.Attributes);

    public static CodexEvent Of(SpanRecord span, EventRecord e) =>
        new(e.Attributes.Text("event.name") ?? e.Name, e.UnixNano, span.TraceId, e.Attributes);

    // Its log records carry no time of their own in some encodings, only the event's, to the millisecond.
    private static long Time(LogRecord log) =>
        log.UnixNano > 0 || !DateTimeOffset.TryParse(log.Attributes.Text("event.timestamp"), CultureInfo.InvariantCulture, out DateTimeOffset at)
            ? log.UnixNano
            : (at - DateTimeOffset.UnixEpoch).Ticks * 100;
}
