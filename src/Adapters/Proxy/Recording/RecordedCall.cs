using System.Diagnostics;

namespace Tracing.Adapters.Proxy.Recording;

/// <summary>One call of a model, as the proxy saw it. Null: not recorded.</summary>
public sealed record RecordedCall
{
    /// <summary>The run that the request named; null for the proxy's own.</summary>
    public string? Run { get; init; }

    /// <summary>The agent's span, from its <c>traceparent</c>.</summary>
    public ActivityContext? Parent { get; init; }

    /// <summary>The protocol: <c>openai.chat</c>, <c>openai.responses</c>, <c>anthropic.messages</c> or <c>gemini</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>When the request's head had arrived.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>From then to the end of the answer.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>From then to the first part of the model's output; null where the answer was not streamed.</summary>
    public TimeSpan? FirstToken { get; init; }

    /// <summary>Sha256 of the agent's own body, canonical by RFC 8785, lowercase hex; null where the body is no such JSON.</summary>
    public string? RequestHash { get; init; }

    /// <summary>1 for the first try, one more for the same request again after a failure.</summary>
    public required int Attempt { get; init; }

    /// <summary>The upstream's HTTP status.</summary>
    public int? Status { get; init; }

    /// <summary>What went wrong: the upstream's word, one of <see cref="CallFaults"/>, or the status; null where nothing did.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The conversation that was sent; null unless contents are kept.</summary>
    public KeptContent? Input { get; init; }

    /// <summary>The message that came back; null unless contents are kept.</summary>
    public KeptContent? Output { get; init; }

    /// <summary>What the bytes told.</summary>
    public required ModelCallFacts Facts { get; init; }
}
