using Tracing.Collector.Receive;

namespace Tracing.Collector.Tests.Receive;

public sealed class ReceiveOptionsTests
{
    private const string Token = "correct-horse-battery-staple";

    [Fact]
    public void The_defaults_are_valid()
    {
        Assert.Empty(Problems(new CollectorOptions()));
    }

    [Theory]
    [InlineData("localhost:4317")]
    [InlineData("127.0.0.1:0")]
    [InlineData("127.8.9.10:4317")]
    [InlineData("[::1]:4317")]
    [InlineData("")]
    public void A_listener_on_loopback_needs_no_token(string grpc)
    {
        Assert.Empty(Problems(new ReceiveOptions { Grpc = grpc }));
    }

    [Theory]
    [InlineData("*:4317")]
    [InlineData("0.0.0.0:4317")]
    [InlineData("[::]:4317")]
    [InlineData("192.168.1.7:4317")]
    public void A_listener_beyond_loopback_needs_a_token(string address)
    {
        string grpc = Assert.Single(Problems(new ReceiveOptions { Grpc = address }));
        string http = Assert.Single(Problems(new ReceiveOptions { Http = address }));

        Assert.StartsWith($"collector.receive.grpc: {address} can be reached", grpc, StringComparison.Ordinal);
        Assert.StartsWith("collector.receive.http: ", http, StringComparison.Ordinal);
        Assert.Contains("collector.receive.tokens", grpc, StringComparison.Ordinal);
        Assert.Empty(Problems(new ReceiveOptions { Grpc = address, Http = address, Tokens = [Token] }));
    }

    [Theory]
    [InlineData("4317")]
    [InlineData("localhost")]
    [InlineData("localhost:")]
    [InlineData("localhost:65536")]
    [InlineData("localhost:-1")]
    [InlineData("::1:4317")]
    [InlineData("[127.0.0.1]:4317")]
    [InlineData("collector.example.com:4317")]
    [InlineData("http://localhost:4317")]
    public void What_is_no_address_is_told(string address)
    {
        Assert.StartsWith("collector.receive.http: '", Assert.Single(Problems(new ReceiveOptions { Http = address })), StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_told_at_once_each_with_its_key()
    {
        IReadOnlyList<string> problems = Problems(new ReceiveOptions
        {
            Grpc = "",
            Http = "",
            Tokens = ["short"],
            AllowedHosts = ["http://x"],
            Limits = new ReceiveLimits { MaxRequestBytes = 1, MaxInFlightBytes = 1, MaxConnections = 0, MaxStreamsPerConnection = 0, MaxHeaderBytes = 1, HeadersTimeout = TimeSpan.Zero, MinBodyBytesPerSecond = double.NaN },
        });

        string[] keys = ["grpc", "tokens", "allowedHosts", "limits.maxRequestBytes", "limits.maxInFlightBytes", "limits.maxConnections", "limits.maxStreamsPerConnection", "limits.maxHeaderBytes", "limits.minBodyBytesPerSecond", "limits.headersTimeout"];
        Assert.Equal(keys.Select(key => "collector.receive." + key), problems.Select(problem => problem[..problem.IndexOf(':', StringComparison.Ordinal)]));
        Assert.DoesNotContain(problems, problem => problem.Contains("short", StringComparison.Ordinal));
    }

    private static List<string> Problems(CollectorOptions options)
    {
        var problems = new List<string>();
        options.Validate("collector", problems);
        return problems;
    }

    private static List<string> Problems(ReceiveOptions options) => Problems(new CollectorOptions { Receive = options });
}
