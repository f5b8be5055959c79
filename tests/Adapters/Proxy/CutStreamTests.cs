using System.Text;
using Tracing.Adapters.Proxy;
using Tracing.Adapters.Proxy.Recording;
using Tracing.Adapters.Tests.Proxy.Stage;

namespace Tracing.Adapters.Tests.Proxy;

/// <summary>Streams that do not end as they should, each told for what it was; and streams that nothing holds back.</summary>
public sealed class CutStreamTests
{
    private const string Begun = "data: {\"id\":\"c1\",\"model\":\"m-1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello\"}}]}\n\n";
    private const string Finished = "data: {\"id\":\"c1\",\"model\":\"m-1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    private const string Path = "/v1/chat/completions";
    private const string Body = """{"model":"m","stream":true,"messages":[]}""";

    [Fact]
    public async Task Head_and_event_reach_the_agent_before_the_upstream_says_more()
    {
        var head = new TaskCompletionSource();
        var seen = new TaskCompletionSource();
        await using RawUpstream upstream = RawUpstream.Start(async exchange =>
        {
            await exchange.SendAsync(RawUpstream.EventsHead);
            await head.Task.WaitAsync(exchange.Stop);
            await exchange.SendChunkAsync(Begun);
            await seen.Task.WaitAsync(exchange.Stop);
            await exchange.SendChunkAsync(Finished + "data: [DONE]\n\n");
            await exchange.EndAsync();
        });
        await using ProxyStage stage = await ProxyStage.StartAsync(upstream.Address);

        using HttpResponseMessage answer = await stage.PostAsync(Path, Body);
        head.SetResult();
        await using Stream stream = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        byte[] first = new byte[Begun.Length];
        await stream.ReadExactlyAsync(first, TestContext.Current.CancellationToken);
        seen.SetResult();
        using var rest = new StreamReader(stream);

        Assert.Equal(Begun, Encoding.UTF8.GetString(first));
        Assert.Equal(Finished + "data: [DONE]\n\n", await rest.ReadToEndAsync(TestContext.Current.CancellationToken));
        RecordedCall call = await stage.Sink.OneAsync();
        Assert.Equal((null, "stop", 200), (call.ErrorType, call.Facts.FinishReason, call.Status));
    }

    [Fact]
    public async Task An_agent_that_goes_away_ends_the_upstreams_work_and_the_call_is_told_as_cut()
    {
        var gone = new TaskCompletionSource();
        await using RawUpstream upstream = RawUpstream.Start(async exchange =>
        {
            await exchange.SendAsync(RawUpstream.EventsHead);
            await exchange.SendChunkAsync(Begun);
            await exchange.GoneAsync();
            gone.SetResult();
        });
        await using ProxyStage stage = await ProxyStage.StartAsync(upstream.Address);

        using (HttpResponseMessage answer = await stage.PostAsync(Path, Body))
        {
            await using Stream stream = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
            await stream.ReadExactlyAsync(new byte[Begun.Length], TestContext.Current.CancellationToken);
        }

        await gone.Task.WaitAsync(TestContext.Current.CancellationToken);
        RecordedCall call = await stage.Sink.OneAsync();
        Assert.Equal((CallFaults.ClientGone, 200, "m-1", null), (call.ErrorType, call.Status, call.Facts.ResponseModel, call.Facts.CompletionTokens));
        Assert.NotNull(call.FirstToken);
    }

    [Fact]
    public async Task An_agent_that_goes_away_before_the_answer_is_told_too()
    {
        var asked = new TaskCompletionSource();
        var gone = new TaskCompletionSource();
        await using RawUpstream upstream = RawUpstream.Start(async exchange =>
        {
            asked.SetResult();
            await exchange.GoneAsync();
            gone.SetResult();
        });
        await using ProxyStage stage = await ProxyStage.StartAsync(upstream.Address);
        using var leaving = new CancellationTokenSource();

        Task<HttpResponseMessage> asking = stage.Client.PostAsync(Path, new StringContent(Body, Encoding.UTF8, "application/json"), leaving.Token);
        await asked.Task.WaitAsync(TestContext.Current.CancellationToken);
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await gone.Task.WaitAsync(TestContext.Current.CancellationToken);
        RecordedCall call = await stage.Sink.OneAsync();
        Assert.Equal((CallFaults.ClientGone, null), (call.ErrorType, call.Status));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_upstream_that_breaks_off_is_seen_to_break_off_and_told_so(bool resets)
    {
        var seen = new TaskCompletionSource();
        await using RawUpstream upstream = RawUpstream.Start(async exchange =>
        {
            await exchange.SendAsync(RawUpstream.EventsHead);
            await exchange.SendChunkAsync(Begun);
            await seen.Task.WaitAsync(exchange.Stop);
            if (resets)
            {
                exchange.Reset();
            }
        });
        await using ProxyStage stage = await ProxyStage.StartAsync(upstream.Address);

        using HttpResponseMessage answer = await stage.PostAsync(Path, Body);
        await using Stream stream = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await stream.ReadExactlyAsync(new byte[Begun.Length], TestContext.Current.CancellationToken);
        seen.SetResult();

        await Assert.ThrowsAnyAsync<IOException>(async () => await stream.ReadExactlyAsync(new byte[1], TestContext.Current.CancellationToken));
        RecordedCall call = await stage.Sink.OneAsync();
        Assert.Equal((CallFaults.UpstreamGone, 200), (call.ErrorType, call.Status));
    }

    [Fact]
    public async Task A_stream_that_ends_without_its_last_event_is_told_as_truncated_and_its_count_so_far_as_none()
    {
        await using RawUpstream upstream = RawUpstream.Start(async exchange =>
        {
            await exchange.SendAsync(RawUpstream.EventsHead);
            await exchange.SendChunkAsync("event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"model\":\"c\",\"usage\":{\"input_tokens\":7,\"cache_read_input_tokens\":3,\"output_tokens\":1}}}\n\n");
            await exchange.EndAsync();
        });
        await using ProxyStage stage = await ProxyStage.StartAsync(upstream.Address);

        await stage.AskAsync("/v1/messages", Body);

        RecordedCall call = await stage.Sink.OneAsync();
        Assert.Equal(CallFaults.StreamTruncated, call.ErrorType);
        Assert.Equal((10L, 3L, null, null), (call.Facts.PromptTokens, call.Facts.CacheReadTokens, call.Facts.CompletionTokens, call.FirstToken));
    }

    [Fact]
    public async Task An_agent_that_hangs_up_behind_the_last_event_has_a_whole_answer()
    {
        await using RawUpstream upstream = RawUpstream.Start(async exchange =>
        {
            await exchange.SendAsync(RawUpstream.EventsHead);
            await exchange.SendChunkAsync(Finished);
            await exchange.GoneAsync();
        });
        await using ProxyStage stage = await ProxyStage.StartAsync(upstream.Address);

        using (HttpResponseMessage answer = await stage.PostAsync(Path, Body))
        {
            await using Stream stream = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
            await stream.ReadExactlyAsync(new byte[Finished.Length], TestContext.Current.CancellationToken);
        }

        RecordedCall call = await stage.Sink.OneAsync();
        Assert.Equal((null, "stop"), (call.ErrorType, call.Facts.FinishReason));
    }

    [Fact]
    public async Task An_upstream_that_is_not_there_is_told_to_the_agent_and_recorded()
    {
        Uri nowhere;
        await using (RawUpstream closed = RawUpstream.Saying(""))
        {
            nowhere = closed.Address;
        }

        await using ProxyStage stage = await ProxyStage.StartAsync(nowhere);

        using HttpResponseMessage answer = await stage.PostAsync(Path, Body);

        Assert.Equal(502, (int)answer.StatusCode);
        Assert.Contains("the upstream did not answer", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        RecordedCall call = await stage.Sink.OneAsync();
        Assert.Equal((CallFaults.UpstreamUnreachable, null, "m"), (call.ErrorType, call.Status, call.Facts.RequestModel));
    }

    [Fact]
    public async Task Stopping_ends_an_open_stream_and_tells_it()
    {
        await using RawUpstream upstream = RawUpstream.Start(async exchange =>
        {
            await exchange.SendAsync(RawUpstream.EventsHead);
            await exchange.SendChunkAsync(Begun);
            await exchange.GoneAsync();
        });
        await using ProxyStage stage = await ProxyStage.StartAsync(new ProxyOptions { Upstream = upstream.Address.ToString(), StopWithin = TimeSpan.FromMilliseconds(20) });
        using HttpResponseMessage answer = await stage.PostAsync(Path, Body);

        await stage.Proxy.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(CallFaults.ProxyStopped, Assert.Single(stage.Sink.Calls).ErrorType);
    }
}
