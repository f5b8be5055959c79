namespace Tracing.Adapters.Import;

/// <summary>How the body of an OTLP/HTTP request is written (OTLP specification, "Binary Protobuf Encoding" and "JSON Protobuf Encoding").</summary>
public enum OtlpEncoding
{
    /// <summary><c>application/json</c>.</summary>
    Json,

    /// <summary><c>application/x-protobuf</c>.</summary>
    Protobuf,
}
