using System.Text.Json;
using Tracing.Adapters.Sweeps;
using Tracing.Adapters.Trials;

namespace Tracing.Commands;

/// <summary>One JSON object a line for each trial that has ended.</summary>
/// <param name="output">Where to.</param>
internal sealed class JsonProgress(TextWriter output) : ISweepObserver
{
    private readonly Lock gate = new();

    public void Started(TrialOrder order)
    {
    }

    public void Ended(TrialOrder order, TrialOutcome outcome)
    {
        string line = JsonSerializer.Serialize(new
        {
            type = "trial",
            cell = order.Cell.ToString(),
            trial = order.Trial,
            run = outcome.RunId,
            state = outcome.State,
            reason = outcome.Reason,
            passed = outcome.Passed,
            promptTokens = outcome.Tokens.Prompt,
            completionTokens = outcome.Tokens.Completion,
            modelCalls = outcome.Tokens.ModelCalls,
            wallMs = (long)outcome.Duration.TotalMilliseconds,
            scores = outcome.Scores.ToDictionary(score => score.Axis, score => score.NotApplicable ? null : score.Value),
        });
        lock (gate)
        {
            output.WriteLine(line);
            output.Flush();
        }
    }
}
