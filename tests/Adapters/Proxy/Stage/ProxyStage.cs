using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Tracing.Adapters.Proxy;
using Tracing.Adapters.Proxy.Recording;

namespace Tracing.Adapters.Tests.Proxy.Stage;

/// <summary>A running proxy before some upstream, and a client of it.</summary>
internal sealed class ProxyStage : IAsyncDisposable
{
    private ProxyStage(ModelProxy proxy, RecordingSink sink)
    {
        Proxy = proxy;
        Sink = sink;
        Client = new HttpClient { BaseAddress = new Uri(proxy.Url), Timeout = Timeout.InfiniteTimeSpan };
    }

    public ModelProxy Proxy { get; }

    public RecordingSink Sink { get; }

    public HttpClient Client { get; }

    public static Task<ProxyStage> StartAsync(Uri upstream) => StartAsync(new ProxyOptions { Upstream = upstream.ToString() });

    public static async Task<ProxyStage> StartAsync(ProxyOptions options, IModelCallSink? other = null, ILoggerFactory? loggers = null)
    {
        var sink = new RecordingSink();
        ModelProxy proxy = await ModelProxy.StartAsync(
            options with { Listen = "127.0.0.1:0" }, other ?? sink, TimeProvider.System, loggers ?? NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
        return new ProxyStage(proxy, sink);
    }

    /// <summary>Posts JSON and gives the answer when its head has come.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, string body) => PostAsync(Client, path, body);

    public static async Task<HttpResponseMessage> PostAsync(HttpClient client, string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    /// <summary>Posts JSON and gives the whole answer's bytes.</summary>
    public async Task<byte[]> AskAsync(string path, string body)
    {
        using HttpResponseMessage answer = await PostAsync(path, body);
        return await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Proxy.DisposeAsync();
    }
}
