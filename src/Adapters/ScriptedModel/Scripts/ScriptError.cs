namespace Tracing.Adapters.ScriptedModel.Scripts;

/// <summary>A fault answered instead of a turn.</summary>
public sealed record ScriptError
{
    /// <summary>HTTP status, 400 to 599.</summary>
    public int Status { get; init; } = 503;

    /// <summary>How many requests get it before the turn is played.</summary>
    public int Times { get; init; } = 1;

    /// <summary>The message in the protocol's error body.</summary>
    public string Message { get; init; } = "The model is overloaded.";

    /// <summary>Seconds for the header Retry-After, or null for none.</summary>
    public int? RetryAfterSeconds { get; init; }
}
