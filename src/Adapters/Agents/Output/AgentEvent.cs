namespace Tracing.Adapters.Agents.Output;

/// <summary>Something that an agent's output tells.</summary>
/// <param name="At">When: by the agent's own clock where it says, else when it was read.</param>
public abstract record AgentEvent(DateTimeOffset At);

/// <summary>The agent said something to its user.</summary>
/// <param name="At">When.</param>
/// <param name="Text">What.</param>
/// <param name="Continues">Whether this is the next piece of what it said before.</param>
public sealed record AgentSaid(DateTimeOffset At, string Text, bool Continues = false) : AgentEvent(At);

/// <summary>A tool was called.</summary>
/// <param name="At">When.</param>
/// <param name="Id">Id of the call, as the model gave it where the agent keeps that.</param>
/// <param name="Tool">The tool.</param>
/// <param name="Input">What it was called with, one line a person can read: a command, a path, or JSON.</param>
public sealed record ToolStarted(DateTimeOffset At, string Id, string Tool, string Input) : AgentEvent(At);

/// <summary>A tool's result.</summary>
/// <param name="At">When.</param>
/// <param name="Id">Id of the call.</param>
/// <param name="Output">What it gave, as text.</param>
/// <param name="ExitCode">Exit code of a command; null where there is none or it is not told.</param>
/// <param name="Failed">Whether it failed; null where it is not told.</param>
public sealed record ToolEnded(DateTimeOffset At, string Id, string Output, int? ExitCode, bool? Failed) : AgentEvent(At);

/// <summary>The agent says that it, or a call of its model, failed.</summary>
/// <param name="At">When.</param>
/// <param name="Message">Why.</param>
public sealed record AgentFailed(DateTimeOffset At, string Message) : AgentEvent(At);

/// <summary>A step went well: what failed before, if anything did, was tried again with success.</summary>
/// <param name="At">When.</param>
public sealed record AgentRecovered(DateTimeOffset At) : AgentEvent(At);

/// <summary>The agent's own account of what an answer of its model used. Null: not told.</summary>
/// <param name="At">When.</param>
public sealed record AnswerUsage(DateTimeOffset At) : AgentEvent(At)
{
    /// <summary>The model, as the agent names it.</summary>
    public string? Model { get; init; }

    /// <summary>Id of the answer.</summary>
    public string? ResponseId { get; init; }

    /// <summary>Tokens of the prompt, those from a cache included.</summary>
    public long? PromptTokens { get; init; }

    /// <summary>Those of them that came from a cache.</summary>
    public long? CachedTokens { get; init; }

    /// <summary>Tokens of the answer.</summary>
    public long? CompletionTokens { get; init; }
}
