using System.Security.Cryptography;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;

namespace Tracing.RealAgents.Tests.Relay;

/// <summary>What exporters sent, counted from the relay's bytes with the generated types: no code of the product reads them.</summary>
internal sealed class SentRecords
{
    private readonly Dictionary<string, HashSet<(string TraceId, string SpanId)>> spans = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> logs = new(StringComparer.Ordinal);

    private SentRecords()
    {
    }

    /// <summary>Distinct spans by service, and of all.</summary>
    public IReadOnlyDictionary<string, long> Spans => spans.ToDictionary(pair => pair.Key, pair => (long)pair.Value.Count, StringComparer.Ordinal);

    /// <summary>Log records by service; a request that was sent again counts once.</summary>
    public IReadOnlyDictionary<string, long> Logs => logs;

    /// <summary>Ids of all spans.</summary>
    public IEnumerable<(string TraceId, string SpanId)> SpanIds => spans.Values.SelectMany(ids => ids);

    /// <summary>Names of all spans.</summary>
    public HashSet<string> SpanNames { get; } = new(StringComparer.Ordinal);

    /// <summary>Counts.</summary>
    public static SentRecords Of(IEnumerable<RelayedRequest> requests)
    {
        var sent = new SentRecords();
        foreach (RelayedRequest request in requests.DistinctBy(request => Convert.ToHexString(SHA256.HashData(request.Body)) + request.Path))
        {
            sent.Add(request);
        }

        return sent;
    }

    private void Add(RelayedRequest request)
    {
        switch (request.Path)
        {
            case "/v1/traces" or "/opentelemetry.proto.collector.trace.v1.TraceService/Export":
                AddSpans(Parse(request, ExportTraceServiceRequest.Parser));
                break;
            case "/v1/logs" or "/opentelemetry.proto.collector.logs.v1.LogsService/Export":
                AddLogs(Parse(request, ExportLogsServiceRequest.Parser));
                break;
            default:
                throw new InvalidDataException($"An agent exported to {request.Path}.");
        }
    }

    private static T Parse<T>(RelayedRequest request, MessageParser<T> parser)
        where T : IMessage<T>, new() =>
        request.IsJson ? OtlpJson.Parse<T>(request.Body) : parser.ParseFrom(request.Body);

    private void AddSpans(ExportTraceServiceRequest request)
    {
        foreach (OpenTelemetry.Proto.Trace.V1.ResourceSpans resource in request.ResourceSpans)
        {
            string service = ServiceOf(resource.Resource?.Attributes ?? []);
            HashSet<(string, string)> ids = spans.TryGetValue(service, out HashSet<(string TraceId, string SpanId)>? known) ? known : spans[service] = [];
            SpanNames.UnionWith(resource.ScopeSpans.SelectMany(scope => scope.Spans).Select(span => span.Name));
            ids.UnionWith(resource.ScopeSpans.SelectMany(scope => scope.Spans).Select(span => (Hex(span.TraceId), Hex(span.SpanId))));
        }
    }

    private void AddLogs(ExportLogsServiceRequest request)
    {
        foreach (OpenTelemetry.Proto.Logs.V1.ResourceLogs resource in request.ResourceLogs)
        {
            string service = ServiceOf(resource.Resource?.Attributes ?? []);
            logs[service] = logs.GetValueOrDefault(service) + resource.ScopeLogs.Sum(scope => scope.LogRecords.Count);
        }
    }

    private static string ServiceOf(IEnumerable<KeyValue> attributes) =>
        attributes.FirstOrDefault(attribute => attribute.Key == "service.name")?.Value?.StringValue ?? "";

    private static string Hex(ByteString id) => Convert.ToHexStringLower(id.Span);
}
