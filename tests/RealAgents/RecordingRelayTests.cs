using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Trace.V1;
using Tracing.RealAgents.Tests.Relay;

namespace Tracing.RealAgents.Tests;

/// <summary>The instrument itself: what it hands on, and what it counts.</summary>
public sealed class RecordingRelayTests : IAsyncLifetime
{
    private const string Json = """
        { "resourceSpans": [{
          "resource": { "attributes": [{ "key": "service.name", "value": { "stringValue": "one" } }] },
          "scopeSpans": [{ "spans": [
            { "traceId": "0102030405060708090A0B0C0D0E0F10", "spanId": "a1a2a3a4a5a6a7a8", "parentSpanId": "", "name": "first", "unknown": 1 },
            { "traceId": "0102030405060708090a0b0c0d0e0f10", "spanId": "b1b2b3b4b5b6b7b8", "name": "second", "startTimeUnixNano": 1790000000000000001 }] }] }] }
        """;

    private readonly List<byte[]> handedOn = [];
    private readonly HttpClient client = new();
    private WebApplication collector = null!;
    private RecordingRelay relay = null!;

    public async ValueTask InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        collector = builder.Build();
        collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            handedOn.Add(body.ToArray());
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "7";
            await context.Response.WriteAsync("later");
        });
        await collector.StartAsync(TestContext.Current.CancellationToken);
        var target = new Uri(collector.Urls.Single());
        relay = await RecordingRelay.StartAsync(target, target, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await relay.DisposeAsync();
        await collector.DisposeAsync();
    }

    [Fact]
    public async Task Relay_hands_on_the_bytes_as_they_came_and_the_answer_as_it_is()
    {
        byte[] zipped = Zip(Encoding.UTF8.GetBytes(Json));

        using HttpResponseMessage answer = await PostAsync(zipped, "application/json", "gzip");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("7", answer.Headers.GetValues("Retry-After").Single());
        Assert.Equal("later", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(zipped, Assert.Single(handedOn));
        Assert.Equal(Json, Encoding.UTF8.GetString(Assert.Single(relay.Requests).Body));
    }

    [Fact]
    public async Task Sent_records_count_a_span_once_in_whatever_encoding_and_however_often_it_came()
    {
        var span = new Span { TraceId = Bytes("0102030405060708090a0b0c0d0e0f10"), SpanId = Bytes("b1b2b3b4b5b6b7b8") };
        var scope = new ScopeSpans();
        scope.Spans.Add(span);
        var resource = new ResourceSpans { Resource = new() };
        resource.Resource.Attributes.Add(new OpenTelemetry.Proto.Common.V1.KeyValue { Key = "service.name", Value = new() { StringValue = "one" } });
        resource.ScopeSpans.Add(scope);
        var request = new ExportTraceServiceRequest();
        request.ResourceSpans.Add(resource);

        (await PostAsync(Encoding.UTF8.GetBytes(Json), "application/json", null)).Dispose();
        (await PostAsync(Encoding.UTF8.GetBytes(Json), "application/json", null)).Dispose();
        (await PostAsync(request.ToByteArray(), "application/x-protobuf", null)).Dispose();

        Assert.Equal(3, relay.Requests.Count);
        SentRecords sent = SentRecords.Of(relay.Requests);
        Assert.Equal([KeyValuePair.Create("one", 2L)], sent.Spans);
        Assert.Equal(["a1a2a3a4a5a6a7a8", "b1b2b3b4b5b6b7b8"], sent.SpanIds.Select(id => id.SpanId).Order(StringComparer.Ordinal));
    }

    private static ByteString Bytes(string hex) => ByteString.CopyFrom(Convert.FromHexString(hex));

    private static byte[] Zip(byte[] plain)
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.Fastest))
        {
            zip.Write(plain);
        }

        return zipped.ToArray();
    }

    private async Task<HttpResponseMessage> PostAsync(byte[] body, string type, string? encoding)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        return await client.PostAsync(new Uri(relay.Http, "/v1/traces"), content, TestContext.Current.CancellationToken);
    }
}
