namespace Tracing.Adapters.ScriptedModel.Protocols;

/// <summary>What a protocol reads from a request.</summary>
public sealed record ModelRequest
{
    /// <summary>The model asked for.</summary>
    public required string Model { get; init; }

    /// <summary>Whether the answer is to be streamed.</summary>
    public bool Stream { get; init; }

    /// <summary>Whether a streamed answer shall report usage; only OpenAI's chat completions leave the choice.</summary>
    public bool UsageInStream { get; init; } = true;

    /// <summary>Tools on offer.</summary>
    public IReadOnlyList<OfferedTool> Tools { get; init; } = [];
}
