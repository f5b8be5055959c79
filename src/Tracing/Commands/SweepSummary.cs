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
    private const int NotMeasured = 3;
    private const int Interrupted = 130;
    private const int TableWidth = 160;

    /// <summary>By what came of the trials.</summary>
    public static int ExitCode(IReadOnlyList<(TrialOrder Order, TrialOutcome Outcome)> ended, bool cancelled) =>
        cancelled ? Interrupted
        : ended.Any(trial => trial.Outcome.State == RunStates.InfrastructureFailed) ? NotMeasured
        : ended.All(trial => trial.Outcome.Passed == true) ? 0
        : NotAllPassed;

    /// <summary>Writes it.</summary>
    public static async Task WriteAsync(
        TextWriter output, SweepPlan plan, IReadOnlyList<(TrialOrder Order, TrialOutcome Outcome)> ended, SweepTelemetry telemetry, bool json)
    {
        if (json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(new
            {
                type = "sweep",
                sweep = plan.Sweep,
                trials = ended.Count,
                passed = ended.Count(trial => trial.Outcome.Passed == true),
                tokens = ended.Sum(trial => trial.Outcome.Tokens.Total ?? 0),
                telemetryWaiting = telemetry.Waiting.Requests,
                telemetryDropped = telemetry.Dropped,
                telemetryRefused = telemetry.Refused,
            }));
        }
        else
        {
            Write(output, ended);
            await output.WriteLineAsync($"Sweep {EscapedText.Of(plan.Sweep)}: {ended.Count(trial => trial.Outcome.Passed == true)} of {ended.Count} trials passed.");
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
