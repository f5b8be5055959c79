using System.Buffers;
using System.Globalization;
using System.Text;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Telemetry;

/// <summary>Who a run is: the OpenTelemetry resource of everything that it sends. What is null is not known and has no attribute.</summary>
public sealed record RunResource
{
    /// <summary><c>service.name</c> of a run's own telemetry; an agent has its own.</summary>
    public const string ServiceName = "tracing-run";

    // What W3C baggage lets stand as it is, but for the signs with which it separates. Nothing more is escaped: not every SDK undoes it.
    private static readonly SearchValues<byte> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$&'()*+-./:<>?@[]^_`{|}~"u8);

    /// <summary>The run: 1 to 128 of <c>A-Z a-z 0-9 . _ : -</c>.</summary>
    public required string RunId { get; init; }

    /// <summary>The cell: sweep, agent, model and task.</summary>
    public required CellId Cell { get; init; }

    /// <summary>The trial, 1 or more.</summary>
    public int Trial { get; init; } = 1;

    /// <summary>The agent's version.</summary>
    public string? AgentVersion { get; init; }

    /// <summary>The build of the model that answered.</summary>
    public string? ModelBuildId { get; init; }

    /// <summary>The behaviour mode of the agent.</summary>
    public string? BehaviorMode { get; init; }

    /// <summary>The plug-ins applied to the agent; empty says there are none.</summary>
    public IReadOnlyList<string>? PluginStack { get; init; }

    /// <summary>The version of the methodology.</summary>
    public string? MethodologyVersion { get; init; }

    /// <summary>Name of the image that the agent runs in.</summary>
    public string? ImageName { get; init; }

    /// <summary>Digests of the image: <c>name@sha256:…</c> or <c>sha256:…</c>.</summary>
    public IReadOnlyList<string>? ImageDigests { get; init; }

    /// <summary>Id of the container.</summary>
    public string? ContainerId { get; init; }

    /// <summary>The value of <c>OTEL_RESOURCE_ATTRIBUTES</c> that an agent is started with: the identity, without <c>service.name</c> and lists.</summary>
    public string EnvironmentText => string.Join(',', Identity()
        .Where(attribute => attribute.Value is string or int)
        .Select(attribute => $"{attribute.Key}={Escape(Convert.ToString(attribute.Value, CultureInfo.InvariantCulture)!)}"));

    /// <summary>The attributes.</summary>
    /// <returns>Names and values: string, int or strings.</returns>
    public IReadOnlyList<KeyValuePair<string, object>> Attributes() =>
    [
        KeyValuePair.Create<string, object>(StandardAttributes.ServiceName, ServiceName),
        .. Identity(),
        .. Known([
            (StandardAttributes.ContainerImageName, ImageName),
            (StandardAttributes.ContainerImageRepoDigests, ImageDigests),
            (StandardAttributes.ContainerId, ContainerId),
        ]),
    ];

    private IEnumerable<KeyValuePair<string, object>> Identity() => Known([
        (BenchAttributes.RunId, RunId),
        (BenchAttributes.CellId, Cell.ToString()),
        (BenchAttributes.SweepId, Cell.Sweep),
        (BenchAttributes.AgentName, Cell.Agent),
        (BenchAttributes.AgentVersion, AgentVersion),
        (BenchAttributes.ModelName, Cell.Model),
        (BenchAttributes.ModelBuildId, ModelBuildId),
        (BenchAttributes.TaskId, $"{Cell.Category}/{Cell.Task}"),
        (BenchAttributes.Trial, Trial),
        (BenchAttributes.BehaviorMode, BehaviorMode),
        (BenchAttributes.PluginStack, PluginStack),
        (BenchAttributes.MethodologyVersion, MethodologyVersion),
    ]);

    private static IEnumerable<KeyValuePair<string, object>> Known(IEnumerable<(string Name, object? Value)> all) =>
        all.Where(one => one.Value is not null).Select(one => KeyValuePair.Create(one.Name, one.Value!));

    private static string Escape(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (byte one in Encoding.UTF8.GetBytes(value))
        {
            _ = Plain.Contains(one) ? text.Append((char)one) : text.Append(CultureInfo.InvariantCulture, $"%{one:X2}");
        }

        return text.ToString();
    }
}
