using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

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

    private static async Task<string?> OfAsync(AgentDefinition agent, CancellationToken cancellation)
    {
        DirectoryInfo home = Directory.CreateTempSubdirectory("tracing-version-");
        var start = new ProcessStartInfo(agent.Program, agent.VersionArguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = home.FullName,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["HOME"] = home.FullName;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            using Process process = Process.Start(start)!;
            try
            {
                process.StandardInput.Close();
                Task<string> errors = process.StandardError.ReadToEndAsync(patience.Token);
                string output = await process.StandardOutput.ReadToEndAsync(patience.Token) + await errors;
                await process.WaitForExitAsync(patience.Token);
                return Version().Match(output) is { Success: true } match ? match.Value : null;
            }
            finally
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception fault) when (fault is Win32Exception || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
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
