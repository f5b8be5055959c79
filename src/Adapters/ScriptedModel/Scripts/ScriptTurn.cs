namespace Tracing.Adapters.ScriptedModel.Scripts;

/// <summary>One answer of the model.</summary>
public sealed record ScriptTurn
{
    /// <summary>Text before the tool calls; empty for none.</summary>
    public string Text { get; init; } = "";

    /// <summary>Tool calls, in order.</summary>
    public IReadOnlyList<ScriptCall> Calls { get; init; } = [];

    /// <summary>The usage to report, or null for an estimate of a token for four bytes.</summary>
    public ScriptUsage? Usage { get; init; }

    /// <summary>
    /// Why the answer ends: <c>stop</c>, <c>tool_calls</c>, <c>length</c> or <c>content_filter</c>, put into the protocol's own words.
    /// Null: <c>tool_calls</c> when there are calls, else <c>stop</c>.
    /// </summary>
    public string? Finish { get; init; }

    /// <summary>Milliseconds before the answer's first byte.</summary>
    public int FirstByteMs { get; init; }

    /// <summary>Milliseconds between two events of a streamed answer.</summary>
    public int BetweenMs { get; init; }

    /// <summary>Whether the answer is held back for good: the request lasts until its caller goes away.</summary>
    public bool Hold { get; init; }

    /// <summary>Whether the connection is cut in the midst of the answer, which must be a streamed one.</summary>
    public bool Cut { get; init; }

    /// <summary>A fault to answer first; the turn itself follows when the agent asks again.</summary>
    public ScriptError? Error { get; init; }
}
