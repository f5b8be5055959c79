namespace Tracing.Adapters.Agents;

/// <summary>What an agent is started for. All paths and addresses are those that hold inside its sandbox.</summary>
public sealed record AgentOrder
{
    /// <summary>What it is asked.</summary>
    public required string Prompt { get; init; }

    /// <summary>The model, as the endpoint names it.</summary>
    public required string Model { get; init; }

    /// <summary>Root of the models' endpoint, without <c>/v1</c>; it may have a path.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>Key for the endpoint; any text where none is needed.</summary>
    public required string Key { get; init; }

    /// <summary>Where it may send telemetry of its own over OTLP/HTTP; null where it shall send none.</summary>
    public Uri? Otlp { get; init; }

    /// <summary>Its home: fresh and empty.</summary>
    public required string Home { get; init; }

    /// <summary>Its working folder.</summary>
    public required string Work { get; init; }

    /// <summary>Texts in its working folder, by path below it, for an agent that has to be told which files it may see.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>The endpoint without a slash at its end.</summary>
    public string EndpointRoot => Endpoint.ToString().TrimEnd('/');

    /// <summary>Base of the OpenAI interface.</summary>
    public string OpenAiBase => EndpointRoot + "/v1";

    /// <summary>The OTLP endpoint without a slash at its end.</summary>
    public string? OtlpRoot => Otlp?.ToString().TrimEnd('/');
}
