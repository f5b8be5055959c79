using System.Globalization;
using System.Text.Json;

namespace Tracing.Adapters.Import;

/// <summary>A collector's answer to a request that it took.</summary>
/// <param name="Rejected">Records it rejected.</param>
/// <param name="Message">Why, or a warning; empty where there is none.</param>
public sealed record OtlpSendResult(long Rejected, string Message)
{
    private static readonly string[] RejectedKeys = ["rejectedSpans", "rejectedLogRecords", "rejectedDataPoints"];

    /// <summary>Reads an OTLP/JSON export response; an empty or unreadable one is full success.</summary>
    /// <param name="json">The body.</param>
    /// <returns>The answer.</returns>
    public static OtlpSendResult Parse(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            if (document.RootElement.TryGetProperty("partialSuccess", out JsonElement partial))
            {
                long rejected = RejectedKeys.Sum(key => partial.TryGetProperty(key, out JsonElement count) ? Count(count) : 0);
                string message = partial.TryGetProperty("errorMessage", out JsonElement text) ? text.GetString() ?? "" : "";
                return new OtlpSendResult(rejected, message);
            }
        }
        catch (JsonException)
        {
            // A 200 without a readable body is a success by the specification.
        }

        return new OtlpSendResult(0, "");
    }

    // 64-bit integers come as strings or numbers.
    private static long Count(JsonElement element) => element.ValueKind == JsonValueKind.Number
        ? element.GetInt64()
        : long.TryParse(element.GetString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out long count) ? count : 0;
}
