using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;

namespace Tracing.RealAgents.Tests.Relay;

/// <summary>Records that were sent, in other batches: what a request held, behind what the last one of its signal held.</summary>
internal sealed class RepeatedExports
{
    private readonly Lock gate = new();
    private ExportTraceServiceRequest lastTraces = new();
    private ExportLogsServiceRequest lastLogs = new();

    /// <summary>The new batch.</summary>
    /// <param name="path">Path of the request, HTTP or gRPC.</param>
    /// <param name="contentType">Its content type.</param>
    /// <param name="body">Its message.</param>
    public Rebatched Rebatch(string path, string contentType, byte[] body)
    {
        bool json = contentType.StartsWith("application/json", StringComparison.Ordinal);
        lock (gate)
        {
            return path.Contains("race", StringComparison.Ordinal)
                ? new Rebatched("/v1/traces", Joined(ref lastTraces, json ? OtlpJson.Parse<ExportTraceServiceRequest>(body) : ExportTraceServiceRequest.Parser.ParseFrom(body)))
                : new Rebatched("/v1/logs", Joined(ref lastLogs, json ? OtlpJson.Parse<ExportLogsServiceRequest>(body) : ExportLogsServiceRequest.Parser.ParseFrom(body)));
        }
    }

    private static byte[] Joined<T>(ref T last, T now)
        where T : class, IMessage<T>, IDeepCloneable<T>
    {
        T joined = last.Clone();
        joined.MergeFrom(now);
        last = now;
        return joined.ToByteArray();
    }
}

/// <summary>A batch of records that were sent before.</summary>
/// <param name="Path">Path of the signal over HTTP.</param>
/// <param name="Body">Protobuf.</param>
internal sealed record Rebatched(string Path, byte[] Body)
{
    public const string ContentType = "application/x-protobuf";
}
