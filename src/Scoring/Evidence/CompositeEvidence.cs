namespace Tracing.Scoring.Evidence;

/// <summary>What a composite is made of, with what its details tell besides.</summary>
/// <param name="Inputs">The components.</param>
/// <param name="ExpectedRefusal">Whether a refusal was expected; null where not recorded.</param>
/// <param name="RefusalProduced">Whether a refusal was given; null where not recorded.</param>
public sealed record CompositeEvidence(CompositeInputs Inputs, bool? ExpectedRefusal, bool? RefusalProduced);
