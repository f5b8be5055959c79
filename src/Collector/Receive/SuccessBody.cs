using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Tracing.Collector.Decode;

namespace Tracing.Collector.Receive;

/// <summary>
/// <c>ExportTraceServiceResponse</c> and <c>ExportLogsServiceResponse</c>: alike but for the JSON name of the count.
/// On full success <c>partial_success</c> is unset: a set but empty one is read as a failure by some clients
/// (OTLP specification 1.11, "Full Success", "Partial Success").
/// </summary>
internal static class SuccessBody
{
    private static readonly byte[] EmptyJson = "{}"u8.ToArray();

    public static byte[] Protobuf(in ExportOutcome outcome)
    {
        if (!outcome.IsPartial)
        {
            return [];
        }

        (long rejected, string message) = (outcome.Rejected, outcome.Message ?? "");
        var body = new ArrayBufferWriter<byte>();
        body.WriteMessage(1, partial =>
        {
            partial.WriteNumber(1, rejected);
            partial.WriteText(2, message);
        });
        return body.WrittenSpan.ToArray();
    }

    public static byte[] Json(in ExportOutcome outcome, OtlpSignal signal)
    {
        if (!outcome.IsPartial)
        {
            return EmptyJson;
        }

        var body = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(body);
        json.WriteStartObject();
        json.WriteStartObject("partialSuccess");
        if (outcome.Rejected > 0)
        {
            // 64-bit integers are strings in the JSON mapping of protobuf.
            json.WriteString(signal == OtlpSignal.Traces ? "rejectedSpans" : "rejectedLogRecords", outcome.Rejected.ToString(CultureInfo.InvariantCulture));
        }

        json.WriteString("errorMessage", outcome.Message ?? "");
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return body.WrittenSpan.ToArray();
    }
}
