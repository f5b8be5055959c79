namespace Tracing.Scoring.Evidence;

/// <summary>How a task's check ended.</summary>
/// <param name="ExitCode">The check's exit code; null where it gave none (it was killed, or did not start).</param>
/// <param name="TimedOut">Whether the time limit ended it.</param>
/// <param name="StdoutTail">End of its standard output; null where not kept.</param>
/// <param name="StderrTail">End of its standard error; null where not kept.</param>
/// <param name="PartialScore">Share reached, 0 to 1, where the check tells one.</param>
public sealed record VerifyOutcome(int? ExitCode, bool TimedOut = false, string? StdoutTail = null, string? StderrTail = null, double? PartialScore = null);
