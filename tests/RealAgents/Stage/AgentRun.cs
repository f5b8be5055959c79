using System.Globalization;
using Tracing.Processes;
using Tracing.RealAgents.Tests.Definitions;

namespace Tracing.RealAgents.Tests.Stage;

/// <summary>One run of an agent: a fresh home, closed standard input, no environment but what is named here, a process namespace of its own.</summary>
internal static class AgentRun
{
    // The first process of a namespace gets no signal that it does not handle: a shell is the first, the agent its child.
    private static readonly string[] AsChild = ["sh", "-c", "\"$@\" & wait $!", "sh"];

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
        await using ChildProcess process = await StartAsync(agent, endpoints, folder, resourceAttributes, cancellation);
        return (await process.WaitForExitAsync(cancellation), process.Transcript);
    }

    /// <summary>Starts it.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="endpoints">Where it is pointed.</param>
    /// <param name="folder">Folder that gets <c>home</c> and holds <c>work</c>.</param>
    /// <param name="resourceAttributes">For OTEL_RESOURCE_ATTRIBUTES.</param>
    /// <param name="cancellation">Ends the preparation.</param>
    public static async Task<ChildProcess> StartAsync(
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

        return ChildProcess.Start(
            "unshare",
            [.. Isolation.ProcessNamespace, .. AsChild, agent.Program, .. agent.Arguments(BrokenProgram.Prompt)],
            Path.Combine(folder, "work"),
            environment,
            cleanEnvironment: true);
    }

    /// <summary>Sends SIGTERM to the agent itself and waits until nothing of it is left.</summary>
    /// <param name="process">What <see cref="StartAsync"/> gave.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task TerminateAsync(ChildProcess process, CancellationToken cancellation)
    {
        string shell = OnlyChild(process.Id.ToString(CultureInfo.InvariantCulture));
        string agent = OnlyChild(shell);
        await using (ChildProcess kill = ChildProcess.Start("kill", ["-TERM", agent]))
        {
            await kill.WaitForExitAsync(cancellation);
        }

        await process.WaitForExitAsync(cancellation);
    }

    private static string OnlyChild(string parent) =>
        Directory.EnumerateDirectories("/proc").Select(folder => Path.GetFileName(folder)).Where(name => char.IsAsciiDigit(name[0])).Single(process => Parent(process) == parent);

    // PID (NAME) STATE PARENT …; the name may hold anything.
    private static string? Parent(string process)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
