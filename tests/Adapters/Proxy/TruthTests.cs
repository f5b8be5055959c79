using System.Security.Cryptography;
using System.Text;
using Tracing.Adapters.Proxy;
using Tracing.Adapters.Proxy.Recording;
using Tracing.Adapters.Tests.Proxy.Stage;
using Tracing.Adapters.ScriptedModel.Serving;

namespace Tracing.Adapters.Tests.Proxy;

/// <summary>What is recorded equals what the model wrote down, and the agent sees what it would see without the proxy.</summary>
public sealed class TruthTests
{
    public static TheoryData<string, bool> Forms => new()
    {
        { "openai.chat", false }, { "openai.chat", true }, { "openai.chat+usage", true },
        { "openai.responses", false }, { "openai.responses", true },
        { "anthropic.messages", false }, { "anthropic.messages", true },
        { "gemini", false }, { "gemini", true }, { "gemini+array", true },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task The_recorded_call_equals_the_models_own_log(string form, bool stream)
    {
        await using ScriptedModelServer model = await SampleScript.StartAsync();
        await using ProxyStage stage = await ProxyStage.StartAsync(model.Address);
        (string path, string body) = ModelRequests.Of(form, stream);

        await stage.AskAsync(path, body);
        await stage.AskAsync(path, body);

        IReadOnlyList<RecordedCall> calls = await stage.Sink.WaitForAsync(2);
        for (int i = 0; i < 2; i++)
        {
            AssertTrue(model.Log.Records[i], calls[i], stream);
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task The_agent_sees_the_bytes_that_it_would_see_without_the_proxy(string form, bool stream)
    {
        await using ScriptedModelServer alone = await SampleScript.StartAsync();
        await using ScriptedModelServer model = await SampleScript.StartAsync();
        await using ProxyStage stage = await ProxyStage.StartAsync(model.Address);
        using var direct = new HttpClient { BaseAddress = alone.Address };
        (string path, string body) = ModelRequests.Of(form, stream);

        using HttpResponseMessage expected = await ProxyStage.PostAsync(direct, path, body);
        using HttpResponseMessage seen = await stage.PostAsync(path, body);

        Assert.Equal(expected.StatusCode, seen.StatusCode);
        Assert.Equal(Headers(expected), Headers(seen));
        Assert.Equal(
            await expected.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            await seen.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(stream && form == "openai.chat", alone.Log.Records[0].RequestSha256 != model.Log.Records[0].RequestSha256);
    }

    [Fact]
    public async Task An_upstream_that_must_not_be_asked_for_usage_is_not()
    {
        await using ScriptedModelServer model = await SampleScript.StartAsync();
        await using ProxyStage stage = await ProxyStage.StartAsync(new ProxyOptions { Upstream = model.Address.ToString(), AskUsage = false });
        (string path, string body) = ModelRequests.Of("openai.chat", stream: true);

        await stage.AskAsync(path, body);

        RecordedCall call = await stage.Sink.OneAsync();
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body))), model.Log.Records[0].RequestSha256);
        Assert.Equal((null, null, "tool_calls"), (call.Facts.PromptTokens, call.Facts.CompletionTokens, call.Facts.FinishReason));
    }

    [Theory]
    [InlineData("openai.chat", "server_error")]
    [InlineData("openai.responses", "server_error")]
    [InlineData("anthropic.messages", "overloaded_error")]
    [InlineData("gemini", "UNAVAILABLE")]
    public async Task The_same_request_after_failures_is_the_next_attempt_and_after_success_the_first(string form, string error)
    {
        await using ScriptedModelServer model = await SampleScript.StartAsync(refusals: 2);
        await using ProxyStage stage = await ProxyStage.StartAsync(model.Address);
        (string path, string body) = ModelRequests.Of(form, stream: true);

        for (int i = 1; i <= 4; i++)
        {
            await stage.AskAsync(path, body);
            await stage.Sink.WaitForAsync(i);
        }

        IReadOnlyList<RecordedCall> calls = stage.Sink.Calls;
        Assert.Equal([1, 2, 3, 1], calls.Select(call => call.Attempt));
        Assert.Equal([503, 503, 200, 200], calls.Select(call => call.Status));
        Assert.Equal([error, error, null, null], calls.Select(call => call.ErrorType));
        Assert.Single(calls.Select(call => call.RequestHash).Distinct());
    }

    [Fact]
    public async Task A_failure_in_another_run_is_no_attempt_of_this_one()
    {
        await using ScriptedModelServer model = await SampleScript.StartAsync(refusals: 1);
        await using ProxyStage stage = await ProxyStage.StartAsync(model.Address);
        (string path, string body) = ModelRequests.Of("openai.responses", stream: false);

        await stage.AskAsync("/runs/a" + path, body);
        await stage.Sink.WaitForAsync(1);
        await stage.AskAsync("/runs/b" + path, body);

        IReadOnlyList<RecordedCall> calls = await stage.Sink.WaitForAsync(2);
        Assert.Equal([("a", 1), ("b", 1)], calls.Select(call => (call.Run!, call.Attempt)));
        Assert.All(model.Log.Records, record => Assert.Equal("/v1/responses", record.Path));
    }

    private static void AssertTrue(CallRecord truth, RecordedCall call, bool stream)
    {
        bool isAnthropic = truth.Protocol == "anthropic.messages";
        Assert.Equal((truth.Protocol, truth.Status, truth.Model, truth.Model), (call.Protocol, call.Status, call.Facts.RequestModel, call.Facts.ResponseModel));
        Assert.Equal((truth.ResponseId, truth.Finish), (call.Facts.ResponseId, call.Facts.FinishReason));
        Assert.Equal((truth.Usage!.Prompt, truth.Usage.Completion, truth.Usage.Cached), (call.Facts.PromptTokens, call.Facts.CompletionTokens, call.Facts.CacheReadTokens));
        Assert.Equal(isAnthropic ? truth.Usage.CacheCreation : null, call.Facts.CacheCreationTokens);
        Assert.Equal(isAnthropic ? null : truth.Usage.Reasoning, call.Facts.ReasoningTokens);
        Assert.Equal((null, 1, true, false), (call.ErrorType, call.Attempt, call.Facts.IsComplete, call.Facts.HasUnread));
        Assert.Equal(stream, call.FirstToken is not null);
        Assert.True(call.FirstToken is null || call.FirstToken <= call.Duration);
    }

    private static IEnumerable<string> Headers(HttpResponseMessage answer) =>
        answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Date").Select(header => $"{header.Key}: {string.Join(',', header.Value)}").Order();
}
