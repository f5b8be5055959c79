using Tracing.Scoring.Evidence;
using Tracing.Vocabulary;

namespace Tracing.Scoring.Axes;

/// <summary>
/// <see cref="AxisNames.Tokens"/>: prompt and completion tokens together. Unlike the published page, tokens that nobody recorded are
/// null and not 0, and tokens spent without a correct task have no <c>tokens_per_correct_task</c>: there is none to divide by. Only
/// where no token was spent it is 0, whatever was reached.
/// </summary>
public static class TokensScorer
{
    /// <summary>Version of this scorer.</summary>
    public const string Version = "tokens-1";

    /// <summary>Scores a run.</summary>
    /// <param name="tokens">What was used; null where not recorded.</param>
    /// <param name="pass">Value of the run on <see cref="AxisNames.PassRate"/>.</param>
    /// <returns>The score.</returns>
    public static AxisScore Score(TokenTotals? tokens, double? pass)
    {
        long? total = tokens?.Total;
        return new AxisScore
        {
            Axis = AxisNames.Tokens,
            Value = total,
            ScorerVersion = Version,
            Details = DetailsJson.Of(details => details
                .Count("prompt_tokens", TokenTotals.Known(tokens?.Prompt))
                .Count("completion_tokens", TokenTotals.Known(tokens?.Completion))
                .Count("total_tokens", total)
                .Count("model_calls", TokenTotals.Known(tokens?.ModelCalls))
                .Number("tokens_per_correct_task", PerCorrectTask(total, pass))
                .Number("pass_used_for_division", pass)),
        };
    }

    internal static double? PerCorrectTask(double? total, double? pass) => (total, pass) switch
    {
        (null, _) or (_, null) => null,
        (0, _) => 0,
        (_, > 0) => total / pass,
        _ => null,
    };
}
