using Tracing.Adapters.Agents;
using Tracing.Adapters.Import;
using Tracing.Adapters.Sandboxes;
using Tracing.Adapters.Sandboxes.Containers;
using Tracing.Adapters.Tasks;
using Tracing.Adapters.Terminal;

namespace Tracing.Adapters.Sweeps;

/// <summary>What <c>tracing run</c> runs: every agent with every model on every task, some trials each. In a configuration file it is a sweep's file.</summary>
public sealed record RunOptions
{
    /// <summary>The sweep's name; empty for one made from the time.</summary>
    public string Sweep { get; init; } = "";

    /// <summary>Agents by name, or <c>command</c>.</summary>
    public IReadOnlyList<string> Agents { get; init; } = [];

    /// <summary>Models, as the endpoint names them.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Tasks: <c>category/name</c>, a pattern such as <c>polyglot/*</c>, or the path of a task's folder.</summary>
    public IReadOnlyList<string> Tasks { get; init; } = [];

    /// <summary>Folder of the tasks that are named; empty: those that come with the program.</summary>
    public string TasksFolder { get; init; } = "";

    /// <summary>Trials of each cell.</summary>
    public int Trials { get; init; } = 1;

    /// <summary>Where agents are run.</summary>
    public SandboxKind Sandbox { get; init; } = SandboxKind.Bwrap;

    /// <summary>The containers of the sandbox <c>docker</c>.</summary>
    public DockerOptions Docker { get; init; } = new();

    /// <summary>The models' endpoint, without <c>/v1</c>; empty: the public one of each agent's protocol.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>Name of the environment variable that holds the key for the endpoint; empty: the usual one of each agent's protocol.</summary>
    public string KeyEnv { get; init; } = "";

    /// <summary>The collector's OTLP/HTTP endpoint.</summary>
    public string Collector { get; init; } = "http://127.0.0.1:4318";

    /// <summary>The collector's bearer token, if it asks for one.</summary>
    public string? CollectorToken { get; init; }

    /// <summary>How long an agent may take; not set: as each task says.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Trials that run at the same time.</summary>
    public int Parallel { get; init; } = 1;

    /// <summary>Program and arguments of the agent <c>command</c>.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Whether agents shall send telemetry of their own, where they can.</summary>
    public bool OwnTelemetry { get; init; } = true;

    /// <summary>The format of recordings: asciicast <c>V3</c>, or <c>V2</c> for older players, which knows no exit code.</summary>
    public AsciicastVersion Recordings { get; init; } = AsciicastVersion.V3;

    /// <summary>How long the collector is waited for at the end; what it has not taken by then waits on disk for the next run.</summary>
    public TimeSpan FlushWithin { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Adds one sentence for every problem.</summary>
    /// <param name="key">Full key of this record, <c>run</c>.</param>
    /// <param name="problems">Receives the sentences.</param>
    public void Validate(string key, ICollection<string> problems)
    {
        ValidateNames(key, problems);
        Docker.Validate(key + ".docker", problems);
        if (Sweep.Contains('/', StringComparison.Ordinal))
        {
            problems.Add($"{key}.sweep: '{Sweep}' holds a slash.");
        }

        (string Name, string Value)[] addresses = [("endpoint", Endpoint), ("collector", Collector)];
        foreach ((string name, string value) in addresses.Where(address => address.Value.Length > 0 || address.Name == "collector"))
        {
            if (!HttpAddress.IsPlain(value))
            {
                problems.Add($"{key}.{name}: '{value}' is no http address, or holds more than host and path.");
            }
        }

        if (KeyEnv.Length > 0 && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(KeyEnv)))
        {
            problems.Add($"{key}.keyEnv: the environment has no variable {KeyEnv}.");
        }

        (string Name, bool Wrong, string Rule)[] limits =
        [
            ("trials", Trials is < 1 or > 10_000, "must lie between 1 and 10000"),
            ("parallel", Parallel is < 1 or > 256, "must lie between 1 and 256"),
            ("timeout", Timeout is { } limit && (limit < TimeSpan.FromSeconds(1) || limit > TimeSpan.FromDays(1)), "must lie between 1s and 1d"),
            ("flushWithin", FlushWithin < TimeSpan.Zero || FlushWithin > TimeSpan.FromHours(1), "must lie between 0 and 1h"),
        ];
        foreach ((string name, _, string rule) in limits.Where(limit => limit.Wrong))
        {
            problems.Add($"{key}.{name}: {rule}.");
        }
    }

    private void ValidateNames(string key, ICollection<string> problems)
    {
        (string Name, IReadOnlyList<string> Values, string Example)[] lists = [("agents", Agents, "--agent opencode"), ("models", Models, "--model gpt-5.1"), ("tasks", Tasks, "--task polyglot/go-http-handler-fix")];
        foreach ((string name, _, string example) in lists.Where(list => list.Values.Count == 0))
        {
            problems.Add($"{key}.{name}: at least one is needed ({example}).");
        }

        string[] known = [.. AgentRegistry.All.Select(agent => agent.Name), AgentRegistry.Command];
        foreach (string agent in Agents.Where(agent => !known.Contains(agent)))
        {
            problems.Add($"{key}.agents: there is no agent '{agent}'.{NearestName.Question(agent, known)} There are: {string.Join(", ", known)}.");
        }

        if (Agents.Contains(AgentRegistry.Command) != Command.Count > 0)
        {
            problems.Add($"{key}.command: the agent {AgentRegistry.Command} and a command line after -- belong together.");
        }

        foreach (string model in Models.Where(model => model.StartsWith('/') || model.EndsWith('/')))
        {
            problems.Add($"{key}.models: '{model}' begins or ends with a slash.");
        }
    }
}
