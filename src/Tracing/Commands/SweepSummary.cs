using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using Tracing.Adapters.Sweeps;
using Tracing.Adapters.Trials;
using Tracing.Vocabulary;

namespace Tracing.Commands;

/// <summary>What <c>tracing run</c> prints at its end, and its exit code.</summary>
internal static class SweepSummary
{
    private const int NotAllPassed = 1;

    /// <summary>Exit code where a trial could not be measured.</summary>
    public const int NotMeasured = 3;

    private const int Interrupted = 130;
    private const int TableWidth = 160;

    /// <summary>By what came of the trials, and of those that were left out because they had ended before.</summary>
    public static int ExitCode(SweepResult result, bool cancelled)
    {
        (string State, bool? Passed)[] trials = [.. result.Ended.Select(trial => (trial.Outcome.State, trial.Outcome.Passed)), .. result.Earlier.Select(trial => (trial.State, trial.Passed))];
        return cancelled ? Interrupted
            : trials.Any(trial => trial.State == RunStates.InfrastructureFailed) ? NotMeasured
            : trials.All(trial => trial.Passed == true) ? 0
            : NotAllPassed;
    }

    /// <summary>Writes it.</summary>
    public static async Task WriteAsync(
        TextWriter output, SweepPlan plan, SweepResult result, SweepTelemetry telemetry, bool json)
    {
        IReadOnlyList<(TrialOrder Order, TrialOutcome Outcome)> ended = result.Ended;
        if (json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(new
            {
                type = "sweep",
                sweep = plan.Sweep,
                trials = ended.Count,
                passed = ended.Count(trial => trial.Outcome.Passed == true),
                earlierTrials = result.Earlier.Count,
                earlierPassed = result.Earlier.Count(trial => trial.Passed == true),
                tokens = ended.Aggregate((long?)0, (sum, trial) => sum + trial.Outcome.Tokens.Total),
                telemetryWaiting = telemetry.Waiting.Requests,
                telemetryDropped = telemetry.Dropped,
                telemetryRefused = telemetry.Refused,
            }));
        }
        else
        {
            Write(output, ended);
            await output.WriteLineAsync($"Sweep {EscapedText.Of(plan.Sweep)}: {ended.Count(trial => trial.Outcome.Passed == true)} of {ended.Count} trials passed.");
            if (result.Earlier.Count > 0)
            {
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Left out, because they had ended before: {result.Earlier.Count} trials, of which {result.Earlier.Count(trial => trial.Passed == true)} passed."));
            }

            await TellTelemetryAsync(output, plan, telemetry);
        }

        await output.FlushAsync();
    }

    private static async Task TellTelemetryAsync(TextWriter output, SweepPlan plan, SweepTelemetry telemetry)
    {
        if (telemetry.Waiting.Requests > 0)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{plan.Options.Collector} has not taken everything: {telemetry.Waiting.Requests} requests wait on disk and leave with the next run."));
        }

        if (telemetry.Dropped + telemetry.Refused > 0)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Telemetry is not whole: {telemetry.Refused} requests were refused by the collector, {telemetry.Dropped} found no room."));
        }
    }

    private static void Write(TextWriter output, IReadOnlyList<(TrialOrder Order, TrialOutcome Outcome)> ended)
    {
        var table = new Table().Border(TableBorder.Ascii2);
        foreach (string heading in new[] { "agent", "model", "task", "trials", "passed", "tokens", "seconds", "blast radius", "integrity", "composite", "not measured" })
        {
            table.AddColumn(heading);
        }

        foreach (IGrouping<string, (TrialOrder Order, TrialOutcome Outcome)> cell in ended.GroupBy(trial => trial.Order.Cell.ToString()).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            TrialOrder order = cell.First().Order;
            TrialOutcome[] outcomes = [.. cell.Select(trial => trial.Outcome)];
            table.AddRow([.. new[]
            {
                order.Agent.Name, EscapedText.Of(order.Model), order.Task.Id,
                Number(outcomes.Length),
                Number(outcomes.Count(outcome => outcome.Passed == true)),
                Mean(outcomes.Select(outcome => (double?)outcome.Tokens.Total), "N0"),
                Mean(outcomes.Select(outcome => (double?)outcome.Duration.TotalSeconds), "0.0"),
                Mean(outcomes.Select(outcome => Axis(outcome, AxisNames.BlastRadius)), "0.00"),
                Mean(outcomes.Select(outcome => Axis(outcome, AxisNames.Integrity)), "0.00"),
                Mean(outcomes.Select(outcome => Axis(outcome, AxisNames.Composite)), "0.000"),
                Number(outcomes.Count(outcome => outcome.Passed is null)),
            }.Select(Markup.Escape)]);
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = TableWidth;
        console.Write(table);
    }

    private static double? Axis(TrialOutcome outcome, string axis) =>
        outcome.Scores.FirstOrDefault(score => score.Axis == axis) is { NotApplicable: false } score ? score.Value : null;

    private static string Mean(IEnumerable<double?> values, string format)
    {
        double[] known = [.. values.OfType<double>()];
        return known.Length == 0 ? "-" : known.Average().ToString(format, CultureInfo.InvariantCulture);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
