namespace Tracing.Collector.Decode.Json;

/// <summary>Refuses OTLP/JSON until its reader lands.</summary>
internal static class JsonRequestReader
{
    public static void Read() => MalformedRequestException.Throw("OTLP/JSON is not read yet");
}
