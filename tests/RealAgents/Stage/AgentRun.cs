using Tracing.Processes;
using Tracing.RealAgents.Tests.Definitions;

namespace Tracing.RealAgents.Tests.Stage;

/// <summary>One run of an agent: a fresh home, closed standard input, no environment but what is named here, a process namespace of its own.</summary>
internal static class AgentRun
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="endpoints">Where it is pointed.</param>
    /// <param name="folder">Folder that gets <c>home</c> and holds <c>work</c>.</param>
    /// <param name="resourceAttributes">For OTEL_RESOURCE_ATTRIBUTES.</param>
    /// <param name="cancellation">Kills it.</param>
    /// <returns>The exit code and all output.</returns>
    public static async Task<(int ExitCode, string Transcript)> ToEndAsync(
        AgentDefinition agent, AgentEndpoints endpoints, string folder, string resourceAttributes, CancellationToken cancellation)
    {
        string home = Path.Combine(folder, "home");
        Directory.CreateDirectory(home);
        await agent.PrepareAsync(home, endpoints, cancellation);
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH"),
            ["HOME"] = home,
            ["TZ"] = "UTC",
            ["LANG"] = "C.UTF-8",
            ["OTEL_RESOURCE_ATTRIBUTES"] = resourceAttributes,
        };
        foreach ((string name, string value) in agent.Environment(endpoints))
        {
            environment[name] = value;
        }

        await using ChildProcess process = ChildProcess.Start(
            "unshare",
            [.. Isolation.ProcessNamespace, agent.Program, .. agent.Arguments(BrokenProgram.Prompt)],
            Path.Combine(folder, "work"),
            environment,
            cleanEnvironment: true);
        int exitCode = await process.WaitForExitAsync(cancellation);
        return (exitCode, process.Transcript);
    }
}
