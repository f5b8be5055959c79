namespace Tracing.Vocabulary;

/// <summary>Values of <c>error.type</c> on a tool call that a model proxy tells.</summary>
public static class ToolFaults
{
    /// <summary>The model asked for it, and no request brought a result: whether it ran, and for how long, is not known.</summary>
    public const string NoResult = "no_result";

    /// <summary>The agent told the model that it failed.</summary>
    public const string ToolError = "tool_error";
}
