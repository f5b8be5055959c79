using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;

namespace Tracing.Dialects.Witnesses;

/// <summary>What an agent's own telemetry tells, before other witnesses of the run are heard.</summary>
public sealed record AgentTellings
{
    /// <summary>Model calls by the agent's spans.</summary>
    public IReadOnlyList<ModelCallStep> ModelSpans { get; init; } = [];

    /// <summary>Model calls by the agent's log records.</summary>
    public IReadOnlyList<ModelCallStep> ModelLogs { get; init; } = [];

    /// <summary>Tool calls by the agent's spans.</summary>
    public IReadOnlyList<ToolCallStep> ToolSpans { get; init; } = [];

    /// <summary>Tool calls by the agent's log records.</summary>
    public IReadOnlyList<ToolCallStep> ToolLogs { get; init; } = [];

    /// <summary>Spans that last as long as the agent's work: they arrive when it has ended.</summary>
    public IReadOnlyList<SpanRecord> Sessions { get; init; } = [];

    /// <summary>Kinds of the agent's spans that mean something.</summary>
    public IReadOnlyList<SpanKindStep> Kinds { get; init; } = [];

    /// <summary>Log records named as the vocabulary names a model call that these tellings already hold.</summary>
    public IReadOnlyList<LogRecord> Heard { get; init; } = [];
}
