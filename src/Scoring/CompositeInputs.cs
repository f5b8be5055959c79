namespace Tracing.Scoring;

/// <summary>The evidence a composite is made of. Null means: not recorded, which is never the same as zero.</summary>
/// <param name="Pass">1 where the task's check passed, else 0; fractions for a mean over trials.</param>
/// <param name="Integrity">1 where protected files stayed untouched, else 0.</param>
/// <param name="Tokens">Tokens used, prompt and completion together.</param>
/// <param name="WallMilliseconds">Wall clock of the run, milliseconds.</param>
/// <param name="BlastRadius">Unexpected changes over all changes, 0 to 1.</param>
/// <param name="RefusalMissed">True where a refusal was expected and a correct one did not come.</param>
public sealed record CompositeInputs(
    double? Pass,
    double? Integrity,
    double? Tokens,
    double? WallMilliseconds,
    double? BlastRadius,
    bool RefusalMissed);
