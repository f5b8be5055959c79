namespace Tracing.Collector.Decode;

/// <summary>How a request is encoded (OTLP specification, "OTLP/HTTP Request").</summary>
public enum OtlpEncoding
{
    /// <summary>Binary protobuf.</summary>
    Protobuf,

    /// <summary>OTLP/JSON: ids are hex, enums are integers.</summary>
    Json,
}
