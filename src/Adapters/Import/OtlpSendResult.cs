using System.Globalization;
using System.Text.Json;
using Google.Protobuf;

namespace Tracing.Adapters.Import;

/// <summary>A collector's answer to a request that it took.</summary>
/// <param name="Rejected">Records it rejected.</param>
/// <param name="Message">Why, or a warning; empty where there is none.</param>
public sealed record OtlpSendResult(long Rejected, string Message)
{
    private static readonly string[] RejectedKeys = ["rejectedSpans", "rejectedLogRecords", "rejectedDataPoints"];

    /// <summary>Reads an export response; an empty or unreadable one is full success.</summary>
    /// <param name="body">The body.</param>
    /// <param name="encoding">How it is written: as the request was.</param>
    /// <returns>The answer.</returns>
    public static OtlpSendResult Parse(byte[] body, OtlpEncoding encoding) => encoding == OtlpEncoding.Json ? OfJson(body) : OfProtobuf(body);

    private static OtlpSendResult OfJson(byte[] json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement partial = Member(document.RootElement, "partialSuccess");
            JsonElement message = Member(partial, "errorMessage");
            return new OtlpSendResult(RejectedKeys.Sum(key => Count(Member(partial, key))), message.ValueKind == JsonValueKind.String ? message.GetString()! : "");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // A 200 without a readable body is a success by the specification; so is one whose message is no Unicode.
            return new OtlpSendResult(0, "");
        }
    }

    // Undefined where there is none: what is asked of anything but an object is absent.
    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement member) ? member : default;

    // ExportTraceServiceResponse and its like: 1 = partial_success { 1 = rejected, 2 = error_message }.
    private static OtlpSendResult OfProtobuf(byte[] body)
    {
        (long Rejected, string Message) told = (0, "");
        try
        {
            using var response = new CodedInputStream(body);
            while (response.ReadTag() is > 0 and var tag)
            {
                if (tag != WireFormat.MakeTag(1, WireFormat.WireType.LengthDelimited))
                {
                    response.SkipLastField();
                    continue;
                }

                told = OfPartialSuccess(response.ReadBytes().CreateCodedInput(), told);
            }
        }
        catch (InvalidProtocolBufferException)
        {
            // As with JSON.
        }

        return new OtlpSendResult(told.Rejected, told.Message);
    }

    private static (long Rejected, string Message) OfPartialSuccess(CodedInputStream partial, (long Rejected, string Message) told)
    {
        while (partial.ReadTag() is > 0 and var tag)
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case 1:
                    told.Rejected = partial.ReadInt64();
                    break;
                case 2:
                    told.Message = partial.ReadString();
                    break;
                default:
                    partial.SkipLastField();
                    break;
            }
        }

        return told;
    }

    // 64-bit integers come as strings or numbers.
    private static long Count(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number when element.TryGetInt64(out long count) => count,
        JsonValueKind.String when long.TryParse(element.GetString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out long count) => count,
        _ => 0,
    };
}
