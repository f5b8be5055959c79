using System.Diagnostics;
using System.Text.RegularExpressions;
using Tracing.Adapters.Sandboxes;

namespace Tracing.Adapters.Agents;

/// <summary>Asks agents for their versions.</summary>
public static partial class AgentVersions
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Asks each.</summary>
    /// <param name="agents">The agents.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>By name; without those that did not tell.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> OfAsync(IEnumerable<AgentDefinition> agents, CancellationToken cancellation)
    {
        var versions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (AgentDefinition agent in agents.Where(agent => agent.VersionArguments.Count > 0))
        {
            if (await OfAsync(agent, cancellation) is { } version)
            {
                versions[agent.Name] = version;
            }
        }

        return versions;
    }

    /// <summary>Finds a version in what an agent said.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Null where there is none.</returns>
    public static string? Find(string text) => Version().Match(text) is { Success: true } match ? match.Value : null;

    private static async Task<string?> OfAsync(AgentDefinition agent, CancellationToken cancellation)
    {
        DirectoryInfo home = Directory.CreateTempSubdirectory("tracing-version-");
        var start = new ProcessStartInfo(agent.Program, agent.VersionArguments) { WorkingDirectory = home.FullName };
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["HOME"] = home.FullName;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            return await ProgramProbe.RunAsync(start, patience.Token) is { } ended ? Find(ended.Output + ended.Errors) : null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            Delete(home);
        }
    }

    // What an agent has left running may still write there; a temporary folder is no reason to end a sweep.
    private static void Delete(DirectoryInfo home)
    {
        try
        {
            home.Delete(recursive: true);
        }
        catch (IOException)
        {
            // The system's own cleaning gets it.
        }
    }

    [GeneratedRegex(@"\d+\.\d+(\.\d+)?([-+.][0-9A-Za-z.-]+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}
