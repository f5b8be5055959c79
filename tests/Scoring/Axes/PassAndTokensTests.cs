using Tracing.Scoring.Axes;
using Tracing.Scoring.Evidence;

namespace Tracing.Scoring.Tests.Axes;

public sealed class PassAndTokensTests
{
    [Theory]
    [InlineData(0, false, 1.0, "passed")]
    [InlineData(2, false, 0.0, "failed")]
    [InlineData(0, true, 0.0, "timed_out")]
    [InlineData(null, true, 0.0, "timed_out")]
    [InlineData(null, false, null, null)]
    public void A_check_passes_where_it_ended_with_0_in_time(int? code, bool timedOut, double? value, string? label)
    {
        AxisScore score = PassScorer.Score(new VerifyOutcome(code, timedOut));

        Assert.Equal((value, label), (score.Value, score.Label));
    }

    [Fact]
    public void A_share_reached_is_told_and_is_no_pass()
    {
        AxisScore score = PassScorer.Score(new VerifyOutcome(1, StdoutTail: "3 of 4 'ok' <é>", StderrTail: null, PartialScore: 0.75));

        Assert.Equal(0, score.Value);
        Assert.Equal("""{"pass":0,"exit_code":1,"timed_out":false,"stdout_tail":"3 of 4 'ok' <é>","stderr_tail":null,"partial_score":0.75}""", score.Details);
    }

    [Fact]
    public void Without_a_check_every_key_is_there_and_null()
    {
        Assert.Equal("""{"pass":null,"exit_code":null,"timed_out":null,"stdout_tail":null,"stderr_tail":null,"partial_score":null}""", PassScorer.Score(null).Details);
    }

    [Theory]
    [InlineData(1000L, 234L, 1.0, 1234.0, 1234.0)]
    [InlineData(1000L, 234L, 0.5, 1234.0, 2468.0)]
    [InlineData(1000L, 234L, 0.0, 1234.0, null)]
    [InlineData(0L, 0L, 0.0, 0.0, 0.0)]
    [InlineData(1000L, 234L, null, 1234.0, null)]
    [InlineData(1000L, null, 1.0, null, null)]
    [InlineData(null, null, 1.0, null, null)]
    [InlineData(-5L, 10L, 1.0, null, null)]
    public void Tokens_are_prompt_and_completion_together_and_are_divided_only_by_what_passed(long? prompt, long? completion, double? pass, double? total, double? perCorrect)
    {
        AxisScore score = TokensScorer.Score(new TokenTotals(prompt, completion, 3), pass);

        Assert.Equal(total, score.Value);
        string told = perCorrect is { } known ? known.ToString(System.Globalization.CultureInfo.InvariantCulture) : "null";
        Assert.Contains($"\"model_calls\":3,\"tokens_per_correct_task\":{told},", score.Details, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_that_ran_backwards_told_nothing()
    {
        AxisScore score = LatencyScorer.Score(new RunClocks(-1, 20.5, double.NaN));

        Assert.Null(score.Value);
        Assert.Equal("""{"wall_clock_ms":null,"container_active_ms":20.5,"model_call_ms":null}""", score.Details);
    }
}
