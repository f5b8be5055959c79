using Microsoft.Extensions.Primitives;

namespace Tracing.Collector.Receive;

/// <summary>The compressions that OTLP asks for: none and gzip, once.</summary>
internal static class Compression
{
    public const string Gzip = "gzip";
    public const string Accepted = "identity,gzip";

    /// <summary>Reads <c>Content-Encoding</c> or <c>grpc-encoding</c>. False for any other, and for more than one.</summary>
    public static bool TryParse(StringValues header, out bool gzip)
    {
        string value = header.ToString();
        gzip = value.Equals(Gzip, StringComparison.OrdinalIgnoreCase);
        return gzip || value.Length == 0 || value.Equals("identity", StringComparison.OrdinalIgnoreCase);
    }
}
