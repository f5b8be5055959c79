using System.Text;
using Tracing.Adapters.Proxy;
using Tracing.Adapters.Proxy.Recording;
using Tracing.Adapters.Tests.Proxy.Stage;

namespace Tracing.Adapters.Tests.Proxy;

/// <summary>Many streams at once, and one that is very long. The memory that is looked at is the process's: no other test runs meanwhile.</summary>
[Trait("weight", "heavy")]
[Collection(nameof(LoadTests))]
[CollectionDefinition(nameof(LoadTests), DisableParallelization = true)]
public sealed class LoadTests
{
    private const int Streams = 1_000;
    private const int LongStreamBytes = 100 << 20;
    private const string Path = "/v1/chat/completions";
    private const string Body = """{"model":"m","stream":true,"messages":[]}""";

    private static readonly string Event = "data: {\"model\":\"m-1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + new string('x', 900) + "\"}}]}\n\n";

    [Fact]
    public async Task A_thousand_streams_are_open_together_and_each_is_whole_and_recorded()
    {
        var allOpen = new TaskCompletionSource();
        int open = 0;
        await using RawUpstream upstream = RawUpstream.Start(async exchange =>
        {
            await exchange.SendAsync(RawUpstream.EventsHead);
            await exchange.SendChunkAsync(Event);
            if (Interlocked.Increment(ref open) == Streams)
            {
                allOpen.SetResult();
            }

            await allOpen.Task.WaitAsync(exchange.Stop);
            await exchange.SendChunkAsync("data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}\n\ndata: [DONE]\n\n");
            await exchange.EndAsync();
        });
        await using ProxyStage stage = await ProxyStage.StartAsync(upstream.Address);

        byte[][] answers = await Task.WhenAll(Enumerable.Range(0, Streams).Select(_ => stage.AskAsync(Path, Body)));

        string expected = Event + "data: [DONE]\n\n";
        Assert.All(answers, answer => Assert.Equal(expected, Encoding.UTF8.GetString(answer)));
        IReadOnlyList<RecordedCall> calls = await stage.Sink.WaitForAsync(Streams);
        Assert.All(calls, call => Assert.Equal((null, 3L, 4L), (call.ErrorType, call.Facts.PromptTokens, call.Facts.CompletionTokens)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_of_100_MiB_leaves_no_more_memory_in_use_than_its_pieces(bool takesOutUsage)
    {
        byte[] block = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Event, 64)));
        await using RawUpstream upstream = RawUpstream.Start(async exchange =>
        {
            await exchange.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n");
            for (int sent = 0; sent < LongStreamBytes; sent += block.Length)
            {
                await exchange.Stream.WriteAsync(block, exchange.Stop);
            }
        });
        await using ProxyStage stage = await ProxyStage.StartAsync(new ProxyOptions { Upstream = upstream.Address.ToString(), AskUsage = takesOutUsage });
        byte[] buffer = new byte[64 << 10];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;
        long received = 0;

        using HttpResponseMessage answer = await stage.PostAsync(Path, Body);
        await using Stream stream = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        long nextLook = 0;
        int read;
        while ((read = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0)
        {
            received += read;
            if (received >= nextLook)
            {
                nextLook += LongStreamBytes / 10;
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        Assert.True(received >= LongStreamBytes);
        Assert.InRange(most, long.MinValue, 16 << 20);
        Assert.NotNull((await stage.Sink.OneAsync()).FirstToken);
    }
}
