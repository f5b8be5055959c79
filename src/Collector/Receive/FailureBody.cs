using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Tracing.Collector.Receive;

/// <summary>
/// The body of a refusal: <c>google.rpc.Status</c> with <c>BadRequest</c> details for bad data and <c>RetryInfo</c>
/// for what may be sent again (OTLP specification 1.11, "Failures"; google/rpc/status.proto, error_details.proto).
/// </summary>
internal static class FailureBody
{
    private const string BadRequestType = "type.googleapis.com/google.rpc.BadRequest";
    private const string RetryInfoType = "type.googleapis.com/google.rpc.RetryInfo";

    public static byte[] Protobuf(OutcomeRow row, string message)
    {
        var body = new ArrayBufferWriter<byte>();
        body.WriteNumber(1, (long)row.Grpc);
        body.WriteText(2, message);
        if (row.Grpc == Grpc.Core.StatusCode.InvalidArgument)
        {
            body.WriteMessage(3, any =>
            {
                any.WriteText(1, BadRequestType);
                any.WriteMessage(2, badRequest => badRequest.WriteMessage(1, violation => violation.WriteText(2, message)));
            });
        }

        if (row.RetryDelay is { } delay)
        {
            body.WriteMessage(3, any =>
            {
                any.WriteText(1, RetryInfoType);
                any.WriteMessage(2, retry => retry.WriteMessage(1, duration => duration.WriteNumber(1, (long)delay.TotalSeconds)));
            });
        }

        return body.WrittenSpan.ToArray();
    }

    public static byte[] Json(OutcomeRow row, string message)
    {
        var body = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(body);
        json.WriteStartObject();
        json.WriteNumber("code", (int)row.Grpc);
        json.WriteString("message", message);
        json.WriteStartArray("details");
        if (row.Grpc == Grpc.Core.StatusCode.InvalidArgument)
        {
            json.WriteStartObject();
            json.WriteString("@type", BadRequestType);
            json.WriteStartArray("fieldViolations");
            json.WriteStartObject();
            json.WriteString("description", message);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        if (row.RetryDelay is { } delay)
        {
            json.WriteStartObject();
            json.WriteString("@type", RetryInfoType);
            json.WriteString("retryDelay", string.Create(CultureInfo.InvariantCulture, $"{(long)delay.TotalSeconds}s"));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return body.WrittenSpan.ToArray();
    }
}
