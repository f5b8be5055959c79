using System.Globalization;
using Tracing.Adapters.Sweeps;
using Tracing.Adapters.Trials;
using Tracing.Vocabulary;

namespace Tracing.Commands;

/// <summary>A line for each trial that begins or ends, for a terminal and for a log alike.</summary>
/// <param name="output">Where to.</param>
/// <param name="trials">How many there are.</param>
/// <param name="parallel">How many run at a time.</param>
/// <param name="time">The clock.</param>
internal sealed class TextProgress(TextWriter output, int trials, int parallel, TimeProvider time) : ISweepObserver
{
    private readonly Lock gate = new();
    private readonly long begun = time.GetTimestamp();
    private int running;
    private int ended;
    private int passed;
    private long tokens;
    private int untold;

    public void Started(TrialOrder order)
    {
        lock (gate)
        {
            running++;
            output.WriteLine($"  {Name(order)} runs");
        }
    }

    public void Ended(TrialOrder order, TrialOutcome outcome)
    {
        lock (gate)
        {
            running--;
            ended++;
            passed += outcome.Passed == true ? 1 : 0;
            tokens += outcome.Tokens.Total ?? 0;
            untold += outcome.Tokens.Total is null ? 1 : 0;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{ended}/{trials}] {Name(order)} {Word(outcome)} in {outcome.Duration.TotalSeconds:0.0} s, {Tokens(outcome)}; passed {passed} of {ended}, {AllTokens()}, {running} running{Left()}"));
        }
    }

    /// <summary>How a trial ended, in few words.</summary>
    public static string Word(TrialOutcome outcome) => (outcome.State, outcome.Passed) switch
    {
        (RunStates.Finished, true) => "passed",
        (RunStates.Finished, false) => "did not pass",
        (RunStates.TimedOut, _) => "timed out",
        (RunStates.Cancelled, _) => "was cancelled",
        _ => $"could not be measured ({EscapedText.Of(outcome.Reason ?? "")})",
    };

    private static string Tokens(TrialOutcome outcome) =>
        outcome.Tokens.Total is { } total ? string.Create(CultureInfo.InvariantCulture, $"{total:N0} tokens in {outcome.Tokens.ModelCalls} calls") : "tokens not recorded";

    private string AllTokens() =>
        untold == ended ? "tokens not recorded"
        : string.Create(CultureInfo.InvariantCulture, $"{tokens:N0} tokens") + (untold > 0 ? string.Create(CultureInfo.InvariantCulture, $" (not recorded of {untold})") : "");

    private static string Name(TrialOrder order) => string.Create(CultureInfo.InvariantCulture, $"{order.Agent.Name} x {EscapedText.Of(order.Model)} x {order.Task.Id} #{order.Trial}");

    private string Left()
    {
        TimeSpan each = time.GetElapsedTime(begun) / ended;
        return ended == trials ? "" : string.Create(CultureInfo.InvariantCulture, $", about {Math.Ceiling((each * (trials - ended)).TotalMinutes):0} min left at {parallel} at a time");
    }
}
