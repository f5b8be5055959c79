using System.Globalization;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Proxy;

/// <summary>
/// Which run the calls of this proxy belong to. What is not given here is taken from <c>OTEL_RESOURCE_ATTRIBUTES</c>; a request that names its run
/// (path prefix <c>/runs/RUN</c>, header <c>x-bench-run</c>) belongs to that one.
/// </summary>
public sealed record ProxyIdentity
{
    /// <summary>The run: 1 to 128 of <c>A-Z a-z 0-9 . _ : -</c>.</summary>
    public string? Run { get; init; }

    /// <summary>The sweep.</summary>
    public string? Sweep { get; init; }

    /// <summary>The agent.</summary>
    public string? Agent { get; init; }

    /// <summary>The model as the sweep names it; what each call asked for is recorded beside it.</summary>
    public string? Model { get; init; }

    /// <summary>The task: <c>category/name</c>.</summary>
    public string? Task { get; init; }

    /// <summary>The trial, 1 or more.</summary>
    public int? Trial { get; init; }

    /// <summary>Adds one sentence for every problem.</summary>
    /// <param name="key">Full key of this record, <c>proxy.identity</c>.</param>
    /// <param name="problems">Receives the sentences.</param>
    public void Validate(string key, ICollection<string> problems)
    {
        if (Run is not null && !RunBindings.IsRunId(Run))
        {
            problems.Add($"{key}.run: '{Run}' is not 1 to 128 of A-Z, a-z, 0-9, '.', '_', ':' and '-'.");
        }

        foreach ((string name, string? value) in new[] { ("sweep", Sweep), ("agent", Agent) })
        {
            if (value is not null && (value.Length == 0 || value.Contains('/', StringComparison.Ordinal)))
            {
                problems.Add($"{key}.{name}: '{value}' is empty or holds a slash.");
            }
        }

        if (Model is "")
        {
            problems.Add($"{key}.model: is empty.");
        }

        if (Task is not null && Task.Split('/') is not [{ Length: > 0 }, { Length: > 0 }])
        {
            problems.Add($"{key}.task: '{Task}' is not category/name.");
        }

        if (Trial < 1)
        {
            problems.Add($"{key}.trial: must be at least 1.");
        }
    }

    /// <summary>The resource attributes of this identity.</summary>
    /// <returns>Names of <see cref="BenchAttributes"/> with their values, for what is given.</returns>
    public IEnumerable<KeyValuePair<string, string>> Attributes()
    {
        (string Name, string? Value)[] all =
        [
            (BenchAttributes.RunId, Run),
            (BenchAttributes.SweepId, Sweep),
            (BenchAttributes.AgentName, Agent),
            (BenchAttributes.ModelName, Model),
            (BenchAttributes.TaskId, Task),
            (BenchAttributes.Trial, Trial?.ToString(CultureInfo.InvariantCulture)),
        ];
        return all.Where(one => one.Value is not null).Select(one => KeyValuePair.Create(one.Name, one.Value!));
    }
}
