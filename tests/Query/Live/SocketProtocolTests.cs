using System.Net.WebSockets;
using System.Text.Json;
using Tracing.Query.Live;
using Tracing.Query.Tests.Support;

namespace Tracing.Query.Tests.Live;

/// <summary>The rules of graphql-transport-ws, close codes included, and the limits of a connection.</summary>
public sealed class SocketProtocolTests(EngineFixture.EngineFixture engine)
{
    private const string Listen = "subscription{runChanged{id}}";

    [Theory]
    [InlineData("nonsense", 4400)]
    [InlineData("[]", 4400)]
    [InlineData("{\"type\":\"start\",\"id\":\"1\"}", 4400)]
    [InlineData("{\"type\":\"subscribe\",\"payload\":{\"query\":\"{axisNames}\"}}", 4400)]
    [InlineData("{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{}}", 4400)]
    [InlineData("{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":7}", 4400)]
    [InlineData("{\"type\":\"connection_init\"}", 4429)]
    public async Task A_message_that_breaks_the_protocol_closes_with_its_code(string message, int code)
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();
        using RawSocket socket = await RawSocket.OpenAsync(host);

        await socket.SendAsync(message);

        Assert.Equal(code, await socket.ClosedAsync());
    }

    [Fact]
    public async Task An_operation_before_the_greeting_closes_with_4401()
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();
        using RawSocket socket = await RawSocket.OpenAsync(host, init: false);

        await socket.SubscribeAsync("1", "{axisNames}");

        Assert.Equal(4401, await socket.ClosedAsync());
    }

    [Fact]
    public async Task Silence_instead_of_a_greeting_closes_with_4408()
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync(new QueryOptions { Live = new LiveOptions { InitTimeout = TimeSpan.FromMilliseconds(50) } });
        using RawSocket socket = await RawSocket.OpenAsync(host, init: false);

        Assert.Equal(4408, await socket.ClosedAsync());
    }

    [Fact]
    public async Task An_id_in_use_closes_with_4409_and_is_free_again_after_complete()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        using RawSocket socket = await RawSocket.OpenAsync(host);

        await socket.SubscribeAsync("1", Listen);
        await socket.SendAsync("{\"type\":\"complete\",\"id\":\"1\"}");
        await socket.SubscribeAsync("1", Listen);
        await socket.SendAsync("{\"type\":\"ping\",\"payload\":{\"a\":1}}");
        JsonElement? pong = await socket.ReceiveAsync();
        await socket.SubscribeAsync("1", Listen);

        Assert.Equal("{\"type\":\"pong\",\"payload\":{\"a\":1}}", pong.ToString());
        Assert.Equal(4409, await socket.ClosedAsync());
    }

    [Fact]
    public async Task A_query_is_answered_and_completed_and_its_id_is_free_again()
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();
        using RawSocket socket = await RawSocket.OpenAsync(host);

        for (int i = 0; i < 2; i++)
        {
            await socket.SubscribeAsync("1", "{axisNames}");
            JsonElement next = (await socket.ReceiveAsync())!.Value;
            Assert.Equal(("next", "1", 7), (next.GetProperty("type").GetString(), next.GetProperty("id").GetString(), next.GetProperty("payload").GetProperty("data").GetProperty("axisNames").GetArrayLength()));
            Assert.Equal("complete", (await socket.ReceiveAsync())!.Value.GetProperty("type").GetString());
        }
    }

    [Fact]
    public async Task Attack_52_subscriptions_by_the_hundred_are_refused_past_the_limits_of_a_connection_and_of_the_process()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine, new QueryOptions { Live = new LiveOptions { MaxPerConnection = 2, MaxSubscriptions = 3 } });
        using RawSocket first = await RawSocket.OpenAsync(host);
        for (int i = 0; i < 3; i++)
        {
            await first.SubscribeAsync($"{i}", Listen);
        }

        (string Id, string Limit) connection = Refused(await first.ReceiveAsync());
        using RawSocket second = await RawSocket.OpenAsync(host);
        List<string> limits = [];
        for (int i = 0; i < 2; i++)
        {
            await second.SubscribeAsync($"{i}", Listen);
        }

        // An operation takes its place when it begins to run, which those of the first may do after those of the second: one of either is refused.
        limits.Add(Refused(await await Task.WhenAny(first.ReceiveAsync(), second.ReceiveAsync())).Limit);

        Assert.Equal(("2", "maxPerConnection"), connection);
        Assert.Equal(["maxSubscriptions"], limits);
        Assert.Equal(7, (await host.AskAsync("{axisNames}")).Data.GetProperty("axisNames").GetArrayLength());
    }

    [Theory]
    [InlineData("{" + Deep + "}", "LIMIT")]
    [InlineData("subscription{runChanged{id} b:runChanged{id}}", "INVALID")]
    [InlineData("subscription{runChanged(filter:{tasks:[\"a/b\"]}){id}}", "BAD_FILTER")]
    public async Task An_operation_that_is_refused_is_told_its_code_and_the_socket_stays(string query, string code)
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();
        using RawSocket socket = await RawSocket.OpenAsync(host);

        await socket.SubscribeAsync("1", query);
        JsonElement error = (await socket.ReceiveAsync())!.Value;
        await socket.SendAsync("{\"type\":\"ping\"}");

        Assert.Equal("error", error.GetProperty("type").GetString());
        Assert.Equal(code, error.GetProperty("payload")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal("pong", (await socket.ReceiveAsync())!.Value.GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_message_of_megabytes_closes()
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();
        using RawSocket socket = await RawSocket.OpenAsync(host);

        await socket.SendAsync("{\"type\":\"ping\",\"payload\":{\"a\":\"" + new string('a', 2_000_000) + "\"}}");

        Assert.Equal(4400, await socket.ClosedAsync());
    }

    [Fact]
    public async Task Token_host_and_origin_are_asked_for_before_a_socket_opens()
    {
        const string Token = "0123456789abcdef-read";
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync(new QueryOptions { Tokens = [Token] });

        await Assert.ThrowsAsync<WebSocketException>(() => RawSocket.OpenAsync(host));
        await Assert.ThrowsAsync<WebSocketException>(() => RawSocket.OpenAsync(host, configure: options =>
        {
            options.SetRequestHeader("Authorization", "Bearer " + Token);
            options.SetRequestHeader("Origin", "http://elsewhere.example");
        }));
        await Assert.ThrowsAsync<WebSocketException>(() => RawSocket.OpenAsync(host, protocol: "graphql-ws", configure: options => options.SetRequestHeader("Authorization", "Bearer " + Token)));
        using RawSocket open = await RawSocket.OpenAsync(host, configure: options => options.SetRequestHeader("Authorization", "Bearer " + Token));
        await open.SubscribeAsync("1", "{axisNames}");

        Assert.Equal("next", (await open.ReceiveAsync())!.Value.GetProperty("type").GetString());
    }

    private const string Deep = "a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a}}}}}}}}}}}}}}}}}";

    private static (string Id, string Limit) Refused(JsonElement? message)
    {
        JsonElement error = message!.Value;
        Assert.Equal("error", error.GetProperty("type").GetString());
        JsonElement extensions = error.GetProperty("payload")[0].GetProperty("extensions");
        Assert.Equal("LIMIT", extensions.GetProperty("code").GetString());
        return (error.GetProperty("id").GetString()!, extensions.GetProperty("limit").GetString()!);
    }
}
