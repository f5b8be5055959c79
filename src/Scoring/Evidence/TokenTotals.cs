namespace Tracing.Scoring.Evidence;

/// <summary>Tokens of all model calls of a run. Null is not recorded; a run known to have called no model has zeros.</summary>
/// <param name="Prompt">Prompt tokens.</param>
/// <param name="Completion">Completion tokens.</param>
/// <param name="ModelCalls">How many calls there were.</param>
public sealed record TokenTotals(long? Prompt, long? Completion, long? ModelCalls)
{
    /// <summary>Prompt and completion together; null unless both were recorded.</summary>
    public long? Total => Known(Prompt) + Known(Completion);

    /// <summary>The count, or null where it is none.</summary>
    internal static long? Known(long? count) => count is >= 0 ? count : null;
}
