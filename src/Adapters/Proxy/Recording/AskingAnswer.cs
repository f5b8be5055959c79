using System.Diagnostics;

namespace Tracing.Adapters.Proxy.Recording;

/// <summary>The answer of a model that may ask for tools: what is remembered of it while they are used.</summary>
public sealed class AskingAnswer
{
    /// <summary>The run that its request named, or null.</summary>
    public string? Run { get; init; }

    /// <summary>The agent's span, or null.</summary>
    public ActivityContext? Parent { get; init; }

    /// <summary>When its request's head had arrived.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>The conversation as its request held it.</summary>
    public ConversationMark Conversation { get; set; }

    /// <summary>Whether it ended in a failure: an agent then asks again, and mostly uses no tool of it.</summary>
    public bool HasFailed { get; set; }
}
