using Tracing.Adapters.Proxy.Recording;
using Tracing.Adapters.Trials;
using Tracing.Scoring.Evidence;

namespace Tracing.Adapters.Tests.Trials;

public sealed class RunCallsTests
{
    [Theory]
    [InlineData(200, null, null, null)]
    [InlineData(200, "upstream_gone", null, null)]
    [InlineData(null, "client_gone", null, null)]
    [InlineData(429, "429", 110L, 7L)]
    [InlineData(null, "upstream_unreachable", 110L, 7L)]
    public void A_call_that_may_have_used_tokens_and_does_not_tell_them_makes_the_sum_unknown(int? status, string? error, long? prompt, long? completion)
    {
        var calls = new RunCalls();
        calls.Add(Call(200, null, new ModelCallFacts { WholePromptTokens = 100, CompletionTokens = 5 }));
        calls.Add(Call(status, error, new ModelCallFacts()));
        calls.Add(Call(200, null, new ModelCallFacts { WholePromptTokens = 10, CompletionTokens = 2 }));

        Assert.Equal(new TokenTotals(prompt, completion, 3), calls.Tokens);
    }

    [Fact]
    public void Where_no_call_was_seen_nothing_is_known()
    {
        var calls = new RunCalls();

        Assert.Equal((new TokenTotals(null, null, 0), null), (calls.Tokens, calls.Duration));
    }

    private static RecordedCall Call(int? status, string? error, ModelCallFacts facts) => new()
    {
        Protocol = "openai.chat",
        Start = DateTimeOffset.UnixEpoch,
        Duration = TimeSpan.FromSeconds(1),
        Attempt = 1,
        Status = status,
        ErrorType = error,
        Facts = facts,
    };
}
