using System.Diagnostics.CodeAnalysis;
using Microsoft.Net.Http.Headers;
using Tracing.Collector.Decode;

namespace Tracing.Collector.Receive;

/// <summary>Content types of OTLP/HTTP.</summary>
internal static class MediaType
{
    public const string Protobuf = "application/x-protobuf";
    public const string Json = "application/json";

    /// <summary>Reads a content type; of parameters only <c>charset=utf-8</c> is known.</summary>
    public static bool TryParse([NotNullWhen(true)] string? contentType, out OtlpEncoding encoding)
    {
        encoding = OtlpEncoding.Protobuf;
        if (string.Equals(contentType, Protobuf, StringComparison.Ordinal))
        {
            return true;
        }

        if (!MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type))
        {
            return false;
        }

        bool json = type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase);
        encoding = json ? OtlpEncoding.Json : OtlpEncoding.Protobuf;
        return (json || type.MediaType.Equals(Protobuf, StringComparison.OrdinalIgnoreCase)) &&
            (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }
}
