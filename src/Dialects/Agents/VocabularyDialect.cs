using Tracing.Dialects.Conventions;
using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Dialects.Witnesses;

namespace Tracing.Dialects.Agents;

/// <summary>Records that follow <c>docs/vocabulary.md</c> and the GenAI conventions: any harness that speaks plain OpenTelemetry.</summary>
public sealed class VocabularyDialect : IDialect
{
    /// <inheritdoc />
    public string Name => "vocabulary";

    /// <inheritdoc />
    public string Version => "3";

    /// <inheritdoc />
    public bool Recognises(RunRecords run) => true;

    /// <inheritdoc />
    public RunSteps Read(RunRecords run) => AgentReader.Fold(ConventionReader.Read(run, SpanKindReader.Of, AttributeAliases.None));
}
