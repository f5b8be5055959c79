using Tracing.Dialects.Steps;

namespace Tracing.Dialects.Witnesses;

/// <summary>Numbers the tries of agents that tell each try as a call of its own, but not which try it is.</summary>
internal static class Attempts
{
    /// <summary>A call that begins after a failed one of the same model has ended is its next try.</summary>
    /// <param name="calls">Calls by start time.</param>
    /// <returns>The same calls, numbered.</returns>
    public static IReadOnlyList<ModelCallStep> Number(IReadOnlyList<ModelCallStep> calls)
    {
        var last = new Dictionary<string, ModelCallStep>(StringComparer.Ordinal);
        var numbered = new List<ModelCallStep>(calls.Count);
        foreach (ModelCallStep call in calls)
        {
            bool follows = last.TryGetValue(call.Model, out ModelCallStep? before) && before.Failed && EndOf(before) <= call.StartUnixNano;
            ModelCallStep one = call with { Attempt = follows ? before!.Attempt + 1 : 1 };
            numbered.Add(one);
            last[call.Model] = one;
        }

        return numbered;
    }

    private static long EndOf(ModelCallStep call) => call.StartUnixNano + (long)((call.LatencyMs ?? 0) * 1e6);
}
