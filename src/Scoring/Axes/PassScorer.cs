using Tracing.Scoring.Evidence;
using Tracing.Vocabulary;

namespace Tracing.Scoring.Axes;

/// <summary>
/// <see cref="AxisNames.PassRate"/>: 1 where the task's check ended with 0 in time, else 0. A share reached is told in the details
/// and never counts as passing. Without a check, or with one that neither ended nor ran out of time, nothing is recorded.
/// </summary>
public static class PassScorer
{
    /// <summary>Version of this scorer.</summary>
    public const string Version = "pass-1";

    /// <summary>Scores a run.</summary>
    /// <param name="verify">How the check ended; null where none ran.</param>
    /// <returns>The score.</returns>
    public static AxisScore Score(VerifyOutcome? verify)
    {
        double? value = Value(verify);
        return new AxisScore
        {
            Axis = AxisNames.PassRate,
            Value = value,
            Label = (verify, value) switch
            {
                (_, null) => null,
                ({ TimedOut: true }, _) => "timed_out",
                (_, 1) => "passed",
                _ => "failed",
            },
            ScorerVersion = Version,
            Details = DetailsJson.Of(details => details
                .Number("pass", value)
                .Count("exit_code", verify?.ExitCode)
                .Flag("timed_out", verify?.TimedOut)
                .Text("stdout_tail", Tail(verify?.StdoutTail))
                .Text("stderr_tail", Tail(verify?.StderrTail))
                .Number("partial_score", verify?.PartialScore is >= 0 and <= 1 ? verify.PartialScore : null)),
        };
    }

    internal static double? Value(VerifyOutcome? verify) => verify switch
    {
        { TimedOut: true } => 0,
        { ExitCode: { } code } => code == 0 ? 1 : 0,
        _ => null,
    };

    private static string? Tail(string? output) => output is null ? null : TextTail.Of(output);
}
