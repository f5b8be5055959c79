using Tracing.Query.Completeness;
using Tracing.Storage.Reads;

namespace Tracing.Query.Loading;

/// <summary>Reads what is there of sweeps.</summary>
internal static class SweepPages
{
    public static async Task<IReadOnlyDictionary<string, SweepRow>> ReadAsync(StoreAnswers answers, IReadOnlyList<string> sweeps, CancellationToken cancellation) =>
        (await answers.AskAsync(new SweepsById([.. sweeps]), cancellation)).ToDictionary(sweep => sweep.Sweep, StringComparer.Ordinal);

    public static async Task<IReadOnlyDictionary<string, SweepCompleteness>> CompletenessAsync(
        StoreAnswers answers, IReadOnlyList<string> sweeps, CancellationToken cancellation)
    {
        Dictionary<string, SweepDeclarationRow> declared = (await answers.AskAsync(new SweepDeclarations([.. sweeps]), cancellation))
            .ToDictionary(row => row.Sweep, StringComparer.Ordinal);
        ILookup<string, TrialRow> trials = (await answers.AskAsync(new TrialsOfSweeps([.. sweeps]), cancellation)).ToLookup(row => row.Sweep, StringComparer.Ordinal);
        return sweeps.ToDictionary(sweep => sweep, sweep => SweepCompleteness.Of(sweep, declared.GetValueOrDefault(sweep), [.. trials[sweep]]), StringComparer.Ordinal);
    }
}
