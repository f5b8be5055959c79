using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using Tracing.Adapters.Proxy;
using Tracing.Adapters.Proxy.Hashing;
using Tracing.Adapters.Proxy.Recording;
using Tracing.Adapters.Proxy.Telemetry;
using Tracing.Adapters.Tests.Proxy.Stage;
using Tracing.Adapters.ScriptedModel.Serving;

namespace Tracing.Adapters.Tests.Proxy;

/// <summary>What goes through, what is kept back, and who may send.</summary>
public sealed class ForwardingTests
{
    private const string Key = "sk-very-secret-0123456789";
    private const string Chat = "/v1/chat/completions";

    [Fact]
    public async Task Heads_pass_both_ways_without_what_belongs_to_one_hop()
    {
        string seen = "";
        await using RawUpstream upstream = RawUpstream.Start(async exchange =>
        {
            seen = exchange.Head;
            await exchange.SendAsync("HTTP/1.1 418 Teapot\r\nX-Request-Id: r1\r\nSet-Cookie: a=b\r\nConnection: close, x-hop\r\nX-Hop: 1\r\nContent-Length: 2\r\nContent-Type: application/json\r\n\r\n{}");
        });
        await using ProxyStage stage = await ProxyStage.StartAsync(new Uri(upstream.Address, "base/"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/runs/r/v1beta/models/a%2Fb:generateContent?key=k%20y&x=1") { Content = new StringContent("{}") };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Key);
        request.Headers.TryAddWithoutValidation("x-api-key", Key);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, br");
        request.Headers.TryAddWithoutValidation("x-bench-run", "other");
        request.Headers.TryAddWithoutValidation("x-own", "1");
        request.Headers.TryAddWithoutValidation("Connection", "x-own");

        using HttpResponseMessage answer = await stage.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.StartsWith("POST /base/v1beta/models/a%2Fb:generateContent?key=k%20y&x=1 HTTP/1.1\r\n", seen, StringComparison.Ordinal);
        Assert.Contains($"Authorization: Bearer {Key}\r\n", seen, StringComparison.Ordinal);
        Assert.Contains($"x-api-key: {Key}", seen, StringComparison.Ordinal);
        Assert.Contains("Accept-Encoding: identity", seen, StringComparison.Ordinal);
        Assert.Contains($"Host: {upstream.Address.Authority}", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("x-bench", seen, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("x-own", seen, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((418, "r1", "a=b"), ((int)answer.StatusCode, answer.Headers.GetValues("X-Request-Id").Single(), answer.Headers.GetValues("Set-Cookie").Single()));
        Assert.False(answer.Headers.Contains("X-Hop"));
        RecordedCall call = await stage.Sink.OneAsync();
        Assert.Equal(("other", "a/b", 418, "418"), (call.Run, call.Facts.RequestModel, call.Status, call.ErrorType));
    }

    [Fact]
    public async Task Redirects_are_the_agents_to_follow()
    {
        await using RawUpstream upstream = RawUpstream.Saying("HTTP/1.1 307 Temporary\r\nLocation: http://127.0.0.1:1/elsewhere\r\nContent-Length: 0\r\n\r\n");
        await using ProxyStage stage = await ProxyStage.StartAsync(upstream.Address);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = stage.Client.BaseAddress };

        using HttpResponseMessage answer = await ProxyStage.PostAsync(client, Chat, "{}");

        Assert.Equal((HttpStatusCode.TemporaryRedirect, "http://127.0.0.1:1/elsewhere"), (answer.StatusCode, answer.Headers.Location!.ToString()));
    }

    [Fact]
    public async Task What_asks_no_model_is_forwarded_and_not_recorded()
    {
        await using ScriptedModelServer model = await SampleScript.StartAsync();
        await using ProxyStage stage = await ProxyStage.StartAsync(model.Address);

        string listing = await stage.Client.GetStringAsync("/v1/models", TestContext.Current.CancellationToken);
        await stage.AskAsync("/v1/messages/count_tokens", "{}");
        (string path, string body) = ModelRequests.Of("openai.responses", stream: false);
        await stage.AskAsync(path, body);

        Assert.Contains("scripted-model", listing, StringComparison.Ordinal);
        Assert.Equal("openai.responses", (await stage.Sink.OneAsync()).Protocol);
        Assert.Equal(["Listing", "Count", "Main"], model.Log.Records.Select(record => record.Kind.ToString()));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task A_compressed_request_is_read_and_hashed_as_what_it_says(string encoding)
    {
        await using ScriptedModelServer model = await SampleScript.StartAsync();
        await using ProxyStage stage = await ProxyStage.StartAsync(model.Address);
        (string path, string body) = ModelRequests.Of("openai.chat", stream: true);
        using var content = new ByteArrayContent(Compress(Encoding.UTF8.GetBytes(body), encoding));
        content.Headers.ContentType = new("application/json");
        content.Headers.ContentEncoding.Add(encoding);

        using HttpResponseMessage answer = await stage.Client.PostAsync(path, content, TestContext.Current.CancellationToken);

        RecordedCall call = await stage.Sink.OneAsync();
        Assert.Equal((200, "m", 1000L), ((int)answer.StatusCode, call.Facts.RequestModel, call.Facts.PromptTokens));
        Assert.Equal(RequestHash.Of(Encoding.UTF8.GetBytes(body)).Canonical, call.RequestHash);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_beyond_the_bound_is_forwarded_whole_and_recorded_without_its_hash(bool saysItsLength)
    {
        await using ScriptedModelServer model = await SampleScript.StartAsync();
        await using ProxyStage stage = await ProxyStage.StartAsync(new ProxyOptions { Upstream = model.Address.ToString(), MaxRequestBytes = 64 << 10 });
        (string path, string body) = ModelRequests.Of("anthropic.messages", stream: true);
        byte[] bytes = Encoding.UTF8.GetBytes(body + new string(' ', 200_000));
        using HttpContent content = saysItsLength ? new ByteArrayContent(bytes) : new StreamContent(new UnknownLength(bytes));
        content.Headers.ContentType = new("application/json");

        using HttpResponseMessage answer = await stage.Client.PostAsync(path, content, TestContext.Current.CancellationToken);

        RecordedCall call = await stage.Sink.OneAsync();
        Assert.Equal((200, null, null, 50L), ((int)answer.StatusCode, call.RequestHash, call.Facts.RequestModel, call.Facts.CompletionTokens));
        Assert.Equal(bytes.Length, model.Log.Records[0].RequestBytes);
    }

    [Fact]
    public async Task Keys_and_bodies_are_in_no_telemetry_and_no_log()
    {
        await using FakeCollector collector = await FakeCollector.StartAsync(_ => 200);
        await using RawUpstream refusing = RawUpstream.Saying(
            "HTTP/1.1 401 No\r\nContent-Type: application/json\r\nContent-Length: 81\r\n\r\n{\"error\":{\"type\":\"invalid_key\",\"message\":\"Wrong key: sk-very-secret-0123456789\"}}");
        await using RawUpstream breaking = RawUpstream.Start(exchange => exchange.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"));
        await using RawUpstream garbage = RawUpstream.Saying("HTTP/9 sk-very-secret-0123456789\r\n\r\n");
        var log = new CapturedLog();
        using ILoggerFactory loggers = log.Factory();
        await using var sink = new OtlpCallSink(collector.Client, ProxyResource.Make(new ProxyIdentity { Run = "r" }, null), 1 << 20, TimeProvider.System, loggers);
        foreach (Uri upstream in new[] { refusing.Address, breaking.Address, garbage.Address, new Uri("http://127.0.0.1:1") })
        {
            await using ProxyStage stage = await ProxyStage.StartAsync(new ProxyOptions { Upstream = upstream.ToString() }, sink, loggers);
            foreach (string path in new[] { $"{Chat}?key={Key}", $"/v1beta/models/m:generateContent?key={Key}", $"/other?key={Key}", $"/runs/{Key}%20/v1/responses" })
            {
                await SendWithKeysAsync(stage.Client, path);
            }
        }

        await sink.StopAsync(TimeSpan.FromMinutes(1));

        string told = string.Concat(collector.Requests.Select(request => request.Path + request.Body));
        Assert.Contains("invalid_key", told, StringComparison.Ordinal);
        Assert.Contains("could not be forwarded", log.Text, StringComparison.Ordinal);
        foreach (string secret in new[] { Key, "sk-very", "confidential" })
        {
            Assert.DoesNotContain(secret, told, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(secret, log.Text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("evil.example", null, "/v1/models", 403)]
    [InlineData(null, null, "/v1/models", 401)]
    [InlineData(null, "wrong-token-0123456789", "/v1/models", 401)]
    [InlineData(null, null, "/token/wrong-token-0123456789/v1/models", 401)]
    [InlineData(null, "right-token-0123456789", "/v1/models", 200)]
    [InlineData(null, null, "/token/right-token-0123456789/v1/models", 200)]
    [InlineData(null, null, "/token/right-token-0123456789/runs/r/v1/models", 200)]
    [InlineData(null, null, "/runs/r/token/right-token-0123456789/v1/models", 200)]
    [InlineData("host.docker.internal", "right-token-0123456789", "/v1/models", 200)]
    [InlineData(null, "right-token-0123456789", "/runs/a%20b/v1/models", 400)]
    public async Task Who_may_send_is_decided_before_anything_is_forwarded(string? host, string? token, string path, int status)
    {
        await using ScriptedModelServer model = await SampleScript.StartAsync();
        await using ProxyStage stage = await ProxyStage.StartAsync(new ProxyOptions { Upstream = model.Address.ToString(), Tokens = ["right-token-0123456789"], Hosts = ["host.docker.internal"] });
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;
        if (token is not null)
        {
            request.Headers.Add("x-bench-token", token);
        }

        using HttpResponseMessage answer = await stage.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(status == 200 ? ["/v1/models"] : [], model.Log.Records.Select(record => record.Path));
    }

    [Fact]
    public void Every_option_that_cannot_work_is_told_at_once()
    {
        var problems = new List<string>();
        new ProxyOptions
        {
            Listen = "0.0.0.0:4319",
            Upstream = "ftp://x",
            Endpoint = "http://h/?q",
            Hosts = ["a b"],
            MaxReadBytes = 1,
            Silence = TimeSpan.Zero,
            Identity = new ProxyIdentity { Run = "a/b", Agent = "a/b", Task = "t", Trial = 0 },
        }.Validate("proxy", problems);

        Assert.Equal(
            ["proxy.listen", "proxy.hosts[0]", "proxy.upstream", "proxy.endpoint", "proxy.identity.run", "proxy.identity.agent", "proxy.identity.task", "proxy.identity.trial", "proxy.maxReadBytes", "proxy.silence"],
            problems.Select(problem => problem.Split(": ")[0]));
    }

    private static async Task SendWithKeysAsync(HttpClient client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent("{\"model\":\"m\",\"input\":\"confidential " + Key + "\"}") };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Key);
        request.Headers.TryAddWithoutValidation("x-api-key", Key);
        request.Headers.TryAddWithoutValidation("x-goog-api-key", Key);
        try
        {
            using HttpResponseMessage answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        }
        catch (HttpRequestException)
        {
            // An upstream that broke off.
        }
    }

    private static byte[] Compress(byte[] bytes, string encoding)
    {
        using var output = new MemoryStream();
        using (Stream compressor = encoding switch
        {
            "gzip" => new GZipStream(output, CompressionLevel.Fastest),
            "deflate" => new ZLibStream(output, CompressionLevel.Fastest),
            "br" => new BrotliStream(output, CompressionLevel.Fastest),
            _ => new ZstdSharp.CompressionStream(output),
        })
        {
            compressor.Write(bytes);
        }

        return output.ToArray();
    }

    private sealed class UnknownLength(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
