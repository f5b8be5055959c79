using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Grpc.Core;
using OpenTelemetry.Proto.Collector.Trace.V1;
using Tracing.Collector.Receive;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Tests.Receive;

/// <summary>Tokens and host names: attack 27 of the list, and the part of attack 23 that is about them.</summary>
public sealed class AuthenticationTests
{
    private const string Token = "correct-horse-battery-staple";
    private static readonly ReceiveOptions WithToken = new() { Tokens = ["another-token-of-ours", Token] };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> WrongTokens => new()
    {
        "",
        "Bearer",
        "Bearer ",
        "Bearer wrong",
        "Bearer " + Token[..^1],
        "Bearer " + Token + "x",
        "Bearer " + Token.ToUpperInvariant(),
        "Basic " + Token,
        Token,
        "Bearer " + new string('x', 20_000),
    };

    [Fact]
    public async Task A_right_token_lets_both_transports_store()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync(WithToken);
        host.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("bearer", Token);

        using HttpResponseMessage response = await host.Http.PostAsync("v1/traces", Samples.Protobuf(Samples.Traces(1)), Cancel);
        await host.Traces.ExportAsync(Samples.Traces(1), new Metadata { { "authorization", "Bearer " + Token } }, cancellationToken: Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, host.Rows(TableTag.Spans));
    }

    [Theory]
    [MemberData(nameof(WrongTokens))]
    public async Task A_missing_or_wrong_token_is_401_and_unauthenticated(string authorization)
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync(WithToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/traces") { Content = Samples.Protobuf(Samples.Traces()) };
        using HttpRequestMessage call = RawGrpc.Request(host, RawGrpc.TracesPath, RawGrpc.Frame(Samples.Traces().ToByteArray(), 0), "");
        if (authorization.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
            call.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using HttpResponseMessage response = await host.Http.SendAsync(request, Cancel);
        RpcException failure = await RawGrpc.SendAsync(call);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        Assert.Equal((int)StatusCode.Unauthenticated, (await response.StatusAsync()).Code);
        Assert.Equal(StatusCode.Unauthenticated, failure.StatusCode);
        Assert.Equal(0, host.Rows(TableTag.Spans));
    }

    [Theory]
    [InlineData("GET", "/v1/traces", "application/json")]
    [InlineData("POST", "//v1//traces", "application/json")]
    [InlineData("POST", "/nowhere", "application/json")]
    [InlineData("POST", "/v1/traces", "text/plain")]
    [InlineData("POST", "/v1/%74races", "application/json")]
    public async Task Nothing_is_told_of_paths_methods_and_types_before_the_token(string method, string path, string contentType)
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync(WithToken);

        string answer = await RawHttp.AskAsync(
            host.Receiver.HttpAddress!, $"{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {contentType}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 401 ", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/other.Service/Export")]
    [InlineData("//opentelemetry.proto.collector.trace.v1.TraceService/Export")]
    public async Task An_unknown_call_without_a_token_is_unauthenticated(string path)
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync(WithToken);

        Assert.Equal(StatusCode.Unauthenticated, (await RawGrpc.FailsAsync(host, path, [])).StatusCode);
    }

    [Fact]
    public async Task A_token_of_a_megabyte_is_refused_before_it_is_compared()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync(WithToken);

        string answer = await RawHttp.AskAsync(
            host.Receiver.HttpAddress!, $"POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {new string('x', 1 << 20)}\r\nContent-Length: 0\r\n\r\n");

        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 431 ", StringComparison.Ordinal), answer);
    }

    [Theory]
    [InlineData("localhost", 200)]
    [InlineData("127.0.0.1:4318", 200)]
    [InlineData("[::1]", 200)]
    [InlineData("collector.internal", 200)] // allowed by option
    [InlineData("evil.example.com", 403)]
    [InlineData("127.0.0.1.evil.example.com", 403)]
    [InlineData("", 403)]
    public async Task A_loopback_listener_answers_local_host_names_only(string hostName, int expected)
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync(new ReceiveOptions { AllowedHosts = ["collector.internal"] });

        string answer = await RawHttp.AskAsync(
            host.Receiver.HttpAddress!, $"POST /v1/traces HTTP/1.1\r\nHost: {hostName}\r\nContent-Type: application/x-protobuf\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        Assert.StartsWith($"HTTP/1.1 {expected} ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_generated_client_reads_the_refusal()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync(WithToken);

        RpcException failure = await RpcFailure.FailsAsync(host.Traces.ExportAsync(new ExportTraceServiceRequest(), cancellationToken: Cancel));

        Assert.Equal(StatusCode.Unauthenticated, failure.StatusCode);
        Assert.DoesNotContain(Token, failure.Status.Detail, StringComparison.Ordinal);
    }
}
