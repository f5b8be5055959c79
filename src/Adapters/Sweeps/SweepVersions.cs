using Tracing.Adapters.Agents;
using Tracing.Adapters.Sandboxes.Containers;

namespace Tracing.Adapters.Sweeps;

/// <summary>The versions of a sweep's agents: of this machine's programs, or of those in each image.</summary>
internal static class SweepVersions
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Asks each.</summary>
    /// <param name="plan">The sweep.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>By name, and by the image's id where there is one; without those that did not tell.</returns>
    public static async Task<IReadOnlyDictionary<(string Agent, string? Image), string>> OfAsync(SweepPlan plan, CancellationToken cancellation)
    {
        if (plan.Containers is not { } containers)
        {
            return (await AgentVersions.OfAsync(plan.Agents, cancellation)).ToDictionary(version => (version.Key, (string?)null), version => version.Value);
        }

        var versions = new Dictionary<(string, string?), string>();
        foreach (ContainerImage image in containers.Images.Values.DistinctBy(image => image.Id))
        {
            foreach (AgentDefinition agent in plan.Agents.Where(agent => agent.VersionArguments.Count > 0))
            {
                if (await OfAsync(agent, image, containers.Setting, cancellation) is { } version)
                {
                    versions[(agent.Name, image.Id)] = version;
                }
            }
        }

        return versions;
    }

    private static async Task<string?> OfAsync(AgentDefinition agent, ContainerImage image, ContainerSetting setting, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            return await ContainerEngine.OutputAsync(image, [agent.Program, .. agent.VersionArguments], setting, patience.Token) is { } told ? AgentVersions.Find(told) : null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
