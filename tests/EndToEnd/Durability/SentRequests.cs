using System.Collections.Concurrent;
using System.Globalization;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace Tracing.EndToEnd.Tests.Durability;

/// <summary>Requests with distinct spans or log records, and which of them were acknowledged.</summary>
/// <param name="name">The service, and the run that all is bound to.</param>
/// <param name="padding">Length of an attribute of the resource, which is stored with every record.</param>
internal sealed class SentRequests(string name, int padding = 0)
{
    public const int RecordsPerRequest = 20;

    private const ulong StartUnixNano = 1_767_225_600_000_000_000;

    private readonly ConcurrentQueue<Sent> requests = new();
    private int made;

    public IReadOnlyCollection<Sent> All => requests;

    public Sent Next()
    {
        int number = Interlocked.Increment(ref made);
        Sent sent = number % 2 == 0 ? new Sent("v1/logs", Logs(number)) : new Sent("v1/traces", Spans(number));
        requests.Enqueue(sent);
        return sent;
    }

    private byte[] Spans(int number)
    {
        var scope = new ScopeSpans();
        for (int i = 0; i < RecordsPerRequest; i++)
        {
            scope.Spans.Add(new Span
            {
                TraceId = Id(16, number, 0),
                SpanId = Id(8, number, i + 1),
                Name = "span " + i.ToString(CultureInfo.InvariantCulture),
                StartTimeUnixNano = StartUnixNano + (ulong)number,
                EndTimeUnixNano = StartUnixNano + (ulong)number + 1000,
            });
        }

        return new ExportTraceServiceRequest { ResourceSpans = { new ResourceSpans { Resource = Resource(), ScopeSpans = { scope } } } }.ToByteArray();
    }

    private byte[] Logs(int number)
    {
        var scope = new ScopeLogs();
        for (int i = 0; i < RecordsPerRequest; i++)
        {
            scope.LogRecords.Add(new LogRecord
            {
                TimeUnixNano = StartUnixNano + (ulong)number,
                Body = new AnyValue { StringValue = string.Create(CultureInfo.InvariantCulture, $"{name} {number} {i}") },
            });
        }

        return new ExportLogsServiceRequest { ResourceLogs = { new ResourceLogs { Resource = Resource(), ScopeLogs = { scope } } } }.ToByteArray();
    }

    private Resource Resource() => new()
    {
        Attributes =
        {
            new KeyValue { Key = "service.name", Value = new AnyValue { StringValue = name } },
            new KeyValue { Key = "padding", Value = new AnyValue { StringValue = new string('x', padding) } },
            new KeyValue { Key = "bench.run.id", Value = new AnyValue { StringValue = name } },
        },
    };

    private static ByteString Id(int bytes, int number, int ordinal)
    {
        byte[] id = new byte[bytes];
        BitConverter.TryWriteBytes(id, number);
        BitConverter.TryWriteBytes(id.AsSpan(4), ordinal + 1);
        return ByteString.CopyFrom(id);
    }

    /// <summary>One request; <see cref="Acknowledged"/> is set by the answer, and nothing else.</summary>
    internal sealed class Sent(string path, byte[] body)
    {
        public string Path => path;

        public byte[] Body => body;

        public bool IsTrace => path == "v1/traces";

        public bool Acknowledged { get; set; }
    }
}
