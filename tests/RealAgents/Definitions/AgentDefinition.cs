using Tracing.Processes;

namespace Tracing.RealAgents.Tests.Definitions;

/// <summary>How one agent is started without a user, pointed at a model server and an OTLP endpoint of ours.</summary>
internal abstract class AgentDefinition
{
    /// <summary>Name of the agent.</summary>
    public abstract string Name { get; }

    /// <summary>Transports of OTLP it can be told to use.</summary>
    public abstract IReadOnlyList<OtlpTransport> Transports { get; }

    /// <summary>Its <c>service.name</c>.</summary>
    public abstract string ServiceName { get; }

    /// <summary>Name of the span that lasts as long as its work, or null where it has none.</summary>
    public abstract string? SessionSpan { get; }

    /// <summary>Whether a refused request shows in its telemetry as a call of its own.</summary>
    public virtual bool TellsRefusals => true;

    /// <summary>Whether it sends log records.</summary>
    public virtual bool SendsLogs => true;

    /// <summary>Whether it tells a count of zero. Where it leaves that out, the count is not recorded.</summary>
    public virtual bool TellsZero => true;

    /// <summary>How it tells why an answer ended.</summary>
    /// <param name="finish">The model's word.</param>
    /// <returns>The agent's word for it, or null where it tells none.</returns>
    public virtual string? Finish(string finish) => finish;

    /// <summary>The program to start, below the folder of installed packages.</summary>
    public abstract string ProgramFile { get; }

    /// <summary>Full path of the program to start.</summary>
    public string Program => Path.Combine(RepositoryPaths.Root, "tests/RealAgents/agents/node_modules", ProgramFile);

    /// <summary>Writes what it reads from its home folder.</summary>
    public abstract Task PrepareAsync(string home, AgentEndpoints endpoints, CancellationToken cancellation);

    /// <summary>Arguments for one prompt.</summary>
    public abstract IReadOnlyList<string> Arguments(string prompt);

    /// <summary>Environment beside PATH, HOME, TZ, LANG and the resource attributes.</summary>
    public abstract IReadOnlyDictionary<string, string> Environment(AgentEndpoints endpoints);
}

/// <summary>Transports of OTLP.</summary>
internal enum OtlpTransport
{
    HttpProtobuf,
    HttpJson,
    Grpc,
}

/// <summary>Where an agent is pointed.</summary>
/// <param name="Model">Root of the scripted model.</param>
/// <param name="Otlp">Root of the relay, of the side that fits the transport.</param>
/// <param name="Transport">The transport to use.</param>
internal sealed record AgentEndpoints(Uri Model, Uri Otlp, OtlpTransport Transport)
{
    /// <summary>Base of an OpenAI interface.</summary>
    public string OpenAi => new Uri(Model, "v1").ToString();
}
