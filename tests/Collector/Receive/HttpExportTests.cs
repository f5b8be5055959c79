using System.Net;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Google.Rpc;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Tests.Receive;

/// <summary>OTLP/HTTP through HttpClient, over a real socket.</summary>
public sealed class HttpExportTests
{
    private const string Json = "application/json";
    private const string Protobuf = "application/x-protobuf";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Protobuf_spans_and_log_records_are_durable_when_the_answer_is_200()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();

        using HttpResponseMessage traces = await host.Http.PostAsync("v1/traces", Samples.Protobuf(Samples.Traces(spans: 3)), Cancel);
        using HttpResponseMessage logs = await host.Http.PostAsync("v1/logs", Samples.Protobuf(Samples.Logs(records: 2)), Cancel);

        Assert.Equal(HttpStatusCode.OK, traces.StatusCode);
        Assert.Equal(HttpStatusCode.OK, logs.StatusCode);
        Assert.Equal(Protobuf, traces.Content.Headers.ContentType!.MediaType);
        Assert.Empty(await traces.Content.ReadAsByteArrayAsync(Cancel)); // partial_success unset
        Assert.Equal(3, host.Rows(TableTag.Spans));
        Assert.Equal(2, host.Rows(TableTag.Logs));
    }

    [Theory]
    [InlineData(Json)]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("Application/JSON; charset=\"UTF-8\"")]
    public async Task Json_spans_are_durable_when_the_answer_is_200(string contentType)
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();

        using HttpResponseMessage response = await host.Http.PostAsync("v1/traces", Samples.Content(JsonTraces("5b8efff798038103d269b633813fc60c"), contentType), Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Json, response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("{}", await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(1, host.Rows(TableTag.Spans));
    }

    [Fact]
    public async Task Gzip_is_decompressed()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();

        using HttpResponseMessage response = await host.Http.PostAsync("v1/traces", Samples.Gzipped(Samples.Traces(spans: 500).ToByteArray(), Protobuf), Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(500, host.Rows(TableTag.Spans));
    }

    [Fact]
    public async Task Partial_success_comes_in_the_encoding_of_the_request()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();
        ExportTraceServiceRequest request = Samples.Traces(spans: 2);
        request.ResourceSpans[0].ScopeSpans[0].Spans[0].TraceId = ByteString.CopyFrom(new byte[16]);

        using HttpResponseMessage protobuf = await host.Http.PostAsync("v1/traces", Samples.Protobuf(request), Cancel);
        using HttpResponseMessage json = await host.Http.PostAsync("v1/traces", Samples.Content(JsonTraces("00000000000000000000000000000000"), Json), Cancel);

        var answer = ExportTraceServiceResponse.Parser.ParseFrom(await protobuf.Content.ReadAsByteArrayAsync(Cancel));
        var jsonAnswer = ExportTraceServiceResponse.Parser.ParseJson(await json.Content.ReadAsStringAsync(Cancel));
        Assert.Equal((HttpStatusCode.OK, 1), (protobuf.StatusCode, answer.PartialSuccess.RejectedSpans));
        Assert.Contains("trace id", answer.PartialSuccess.ErrorMessage, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((HttpStatusCode.OK, 1), (json.StatusCode, jsonAnswer.PartialSuccess.RejectedSpans));
        Assert.Equal(1, host.Rows(TableTag.Spans));
    }

    [Fact]
    public async Task Rejected_log_records_are_counted_under_their_own_name()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();
        byte[] body = Encoding.UTF8.GetBytes("""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"1","traceId":"abcd"},{"timeUnixNano":"1760000000000000000","body":{"stringValue":"ok"}}]}]}]}""");

        using HttpResponseMessage response = await host.Http.PostAsync("v1/logs", Samples.Content(body, Json), Cancel);

        var answer = ExportLogsServiceResponse.Parser.ParseJson(await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(1, answer.PartialSuccess.RejectedLogRecords);
        Assert.Equal(1, host.Rows(TableTag.Logs));
    }

    [Theory]
    [InlineData("/runs/run-1/v1/traces", HttpStatusCode.OK)]
    [InlineData("/runs/a%3Ab/v1/traces", HttpStatusCode.OK)]
    [InlineData("/runs/a%20b/v1/traces", HttpStatusCode.BadRequest)]
    [InlineData("/runs/..%2F..%2Fetc/v1/traces", HttpStatusCode.BadRequest)]
    [InlineData("/runs//v1/traces", HttpStatusCode.BadRequest)]
    [InlineData("/runs/v1/traces", HttpStatusCode.NotFound)]
    public async Task The_run_of_the_path_is_checked(string path, HttpStatusCode expected)
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();

        using HttpResponseMessage response = await host.Http.PostAsync(path, Samples.Protobuf(Samples.Traces()), Cancel);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory] // attack 26
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/protobuf")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/x-protobuf; charset=utf-16")]
    [InlineData("multipart/form-data")]
    public async Task Another_content_type_is_415_with_a_status_body(string? contentType)
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();

        using HttpResponseMessage response = await host.Http.PostAsync("v1/traces", Samples.Content(Samples.Traces().ToByteArray(), contentType), Cancel);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Contains("content type", (await response.StatusAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deflate")]
    [InlineData("zstd")]
    [InlineData("gzip, gzip")] // attack 3
    [InlineData("br")]
    public async Task Another_or_a_double_content_encoding_is_415(string encoding)
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();
        using ByteArrayContent content = Samples.Content(Samples.Gzip(Samples.Gzip(Samples.Traces().ToByteArray())), Protobuf);
        content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);

        using HttpResponseMessage response = await host.Http.PostAsync("v1/traces", content, Cancel);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("OPTIONS")] // a browser's preflight is answered without any Access-Control header
    public async Task Another_method_is_405_with_allow(string method)
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), "v1/traces");
        request.Headers.Add("Origin", "http://example.com");

        using HttpResponseMessage response = await host.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/v1/traces/")]
    [InlineData("//v1/traces")] // attack 23
    [InlineData("/V1/Traces")]
    [InlineData("/v1/profiles")]
    [InlineData("/opentelemetry.proto.collector.trace.v1.TraceService/Export")]
    public async Task Another_path_is_404_with_a_status_body(string path)
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Receiver.HttpAddress!.ToString().TrimEnd('/') + path));
        request.Content = Samples.Protobuf(Samples.Traces());

        using HttpResponseMessage response = await host.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal((int)Grpc.Core.StatusCode.Unimplemented, (await response.StatusAsync()).Code);
        Assert.Equal(0, host.Rows(TableTag.Spans));
    }

    [Fact]
    public async Task Attack_18_metrics_of_any_shape_are_404_and_say_what_to_do()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();

        using HttpResponseMessage response = await host.Http.PostAsync("v1/metrics", Samples.Content([], Protobuf), Cancel);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("OTEL_METRICS_EXPORTER", (await response.StatusAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Protobuf)]
    [InlineData(Json)]
    public async Task A_body_cut_in_the_middle_is_400_with_bad_request_details_in_its_own_encoding(string contentType)
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();
        byte[] body = contentType == Json ? JsonTraces("5b8efff798038103d269b633813fc60c") : Samples.Traces().ToByteArray();

        using HttpResponseMessage response = await host.Http.PostAsync("v1/traces", Samples.Content(body[..^5], contentType), Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(contentType, response.Content.Headers.ContentType!.MediaType);
        Google.Rpc.Status status = await response.StatusAsync();
        Assert.Equal((int)Grpc.Core.StatusCode.InvalidArgument, status.Code);
        Assert.Equal(status.Message, Assert.Single(status.Detail<BadRequest>()!.FieldViolations).Description);
        Assert.Equal(0, host.Rows(TableTag.Spans));
    }

    private static byte[] JsonTraces(string traceId) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        resourceSpans = new[]
        {
            new
            {
                resource = new { attributes = new[] { new { key = "service.name", value = new { stringValue = "tests" } } } },
                scopeSpans = new[] { new { spans = new[] { new { traceId, spanId = "eee19b7ec3c1b174", name = "step", kind = 2, startTimeUnixNano = "1760000000000000000", endTimeUnixNano = "1760000001000000000" } } } },
            },
        },
    });
}
