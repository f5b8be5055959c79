using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;
using Tracing.Adapters.Import;
using Tracing.Adapters.Telemetry;
using Tracing.Adapters.Telemetry.FromAgents;

namespace Tracing.Adapters.Tests.Telemetry.FromAgents;

/// <summary>What agents send by themselves is taken for the runs that last, and passed on with their run, redacted.</summary>
public sealed class AgentTelemetryReceiverTests : IAsyncLifetime
{
    private const string Secret = "sk-abcdef-0123456789";

    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;
    private readonly KeptRequests kept = new();
    private readonly HttpClient client = new();
    private AgentTelemetryReceiver receiver = null!;

    public async ValueTask InitializeAsync()
    {
        receiver = await AgentTelemetryReceiver.StartAsync(kept, cancellation);
        client.BaseAddress = receiver.Address;
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task Requests_of_both_encodings_are_passed_on_in_order_with_their_run()
    {
        using IDisposable run = receiver.Open("run-1", Redaction.None);
        byte[] traces = Traces("a span").ToByteArray();

        HttpResponseMessage first = await SendAsync("/runs/run-1/v1/traces", traces, "application/x-protobuf");
        HttpResponseMessage second = await SendAsync("/runs/run-1/v1/logs", "{\"resourceLogs\":[]}"u8.ToArray(), "application/json; charset=utf-8");

        Assert.Equal((HttpStatusCode.OK, "application/x-protobuf", ""), await AnswerAsync(first));
        Assert.Equal((HttpStatusCode.OK, "application/json", "{}"), await AnswerAsync(second));
        Assert.Equal(
            [("v1/traces", OtlpEncoding.Protobuf, "run-1"), ("v1/logs", OtlpEncoding.Json, "run-1")],
            kept.Requests.Select(request => (request.SignalPath, request.Encoding, request.Run!)));
        Assert.Equal(traces, kept.Requests[0].Body.ToArray());
        Assert.Equal("{\"resourceLogs\":[]}", kept.Requests[1].Json);
    }

    [Fact]
    public async Task A_secret_and_a_folder_of_the_machine_leave_neither_in_Protobuf_nor_in_packed_JSON()
    {
        using IDisposable run = receiver.Open("run-1", new Redaction([Secret], [new("/srv/runs/1/work", "/workspace")]));

        await SendAsync("/runs/run-1/v1/traces", Traces($"cat /srv/runs/1/work/a.py --key {Secret}").ToByteArray(), "application/x-protobuf");
        await SendAsync("/runs/run-1/v1/logs", Packed("""{"resourceLogs":[{"resource":{"attributes":[{"key":"KEY"}]}}]}""".Replace("KEY", Secret, StringComparison.Ordinal)), "application/json", "gzip");

        Assert.Equal(Traces("cat /workspace/a.py --key [redacted]"), ExportTraceServiceRequest.Parser.ParseFrom(kept.Requests[0].Body.Span));
        Assert.Equal("""{"resourceLogs":[{"resource":{"attributes":[{"key":"[redacted]"}]}}]}""", kept.Requests[1].Json);
    }

    [Fact]
    public async Task Runs_that_do_not_last_are_not_taken_and_metrics_go_no_further()
    {
        IDisposable run = receiver.Open("run-1", Redaction.None);
        HttpStatusCode metrics = (await SendAsync("/runs/run-1/v1/metrics", [], "application/x-protobuf")).StatusCode;
        HttpStatusCode other = (await SendAsync("/runs/run-2/v1/traces", [], "application/x-protobuf")).StatusCode;
        HttpStatusCode none = (await SendAsync("/v1/traces", [], "application/x-protobuf")).StatusCode;
        HttpStatusCode unknown = (await SendAsync("/runs/run-1/v1/profiles", [], "application/x-protobuf")).StatusCode;
        run.Dispose();
        HttpStatusCode ended = (await SendAsync("/runs/run-1/v1/traces", [], "application/x-protobuf")).StatusCode;

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound],
            [metrics, other, none, unknown, ended]);
        Assert.Empty(kept.Requests);
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_for_good()
    {
        using IDisposable run = receiver.Open("run-1", new Redaction([Secret], []));
        byte[] broken = [10, 127, .. System.Text.Encoding.UTF8.GetBytes(Secret)];

        HttpStatusCode type = (await SendAsync("/runs/run-1/v1/traces", "x"u8.ToArray(), "text/plain")).StatusCode;
        HttpStatusCode packed = (await SendAsync("/runs/run-1/v1/traces", "no gzip"u8.ToArray(), "application/x-protobuf", "gzip")).StatusCode;
        HttpStatusCode message = (await SendAsync("/runs/run-1/v1/traces", broken, "application/x-protobuf")).StatusCode;
        HttpStatusCode bomb = (await SendAsync("/runs/run-1/v1/traces", Packed(new string(' ', 65 << 20)), "application/json", "gzip")).StatusCode;

        Assert.Equal([HttpStatusCode.UnsupportedMediaType, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge], [type, packed, message, bomb]);
        Assert.Empty(kept.Requests);
    }

    private static ExportTraceServiceRequest Traces(string text)
    {
        var span = new Span { Name = text, TraceId = ByteString.CopyFrom(new byte[16]), SpanId = ByteString.CopyFrom(new byte[8]), StartTimeUnixNano = 1 };
        span.Attributes.Add(new KeyValue { Key = "process.command_args", Value = new AnyValue { ArrayValue = new ArrayValue { Values = { new AnyValue { StringValue = text } } } } });
        return new ExportTraceServiceRequest { ResourceSpans = { new ResourceSpans { Resource = new Resource(), ScopeSpans = { new ScopeSpans { Spans = { span } } } } } };
    }

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(System.Text.Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private static async Task<(HttpStatusCode, string?, string)> AnswerAsync(HttpResponseMessage answer) =>
        (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    private Task<HttpResponseMessage> SendAsync(string path, byte[] body, string type, string? encoding = null)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        return client.PostAsync(new Uri(path, UriKind.Relative), content, cancellation);
    }
}
