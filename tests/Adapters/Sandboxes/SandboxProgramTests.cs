using Tracing.Adapters.Sandboxes;
using Tracing.Processes;

namespace Tracing.Adapters.Tests.Sandboxes;

/// <summary>Agents that are installed in a home, as installers do it.</summary>
public sealed class SandboxProgramTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("bin/agent", "bin/agent")]
    [InlineData("bin/agent", "lib/node_modules/agent/cli")]
    [InlineData(".local/bin/agent", ".local/share/agent/versions/1")]
    [InlineData(".local/bin/agent", ".local/share/venvs/agent/bin/agent")]
    [InlineData(".cargo/bin/agent", ".cargo/bin/agent")]
    [InlineData(".pyenv/shims/agent", ".pyenv/libexec/agent")]
    [InlineData(".pyenv/bin/agent", ".pyenv/versions/3/bin/agent")]
    [InlineData("versions/1/bin/agent", "versions/1/lib/agent/cli")]
    [InlineData("project/node_modules/.bin/agent", "project/node_modules/agent/cli")]
    public async Task In_bubblewrap_an_agent_of_a_home_runs_and_reads_none_of_its_keys(string onPath, string program)
    {
        using var stage = new SandboxStage(SandboxKind.Bwrap);
        using var home = new TemporaryFolder();
        string[] keys = [".ssh/id", ".cargo/credentials.toml", ".local/share/other/auth.json", "key", "project/.env"];
        foreach (string key in keys)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(home[key])!);
            await File.WriteAllTextAsync(home[key], "secret", Cancellation);
        }

        foreach (string library in (string[])["lib", ".local/lib", ".cargo/lib", ".pyenv/libexec"])
        {
            Directory.CreateDirectory(home[library]);
        }

        StandIn(home[program]);
        if (onPath != program)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(home[onPath])!);
            File.CreateSymbolicLink(home[onPath], Path.GetRelativePath(Path.GetDirectoryName(home[onPath])!, home[program]));
        }

        string path = $"{Path.GetDirectoryName(home[onPath])}:{home.Path}:{Environment.GetEnvironmentVariable("PATH")}";
        (CommandEnding ending, string output) = await stage.RunAsync($"agent; cat {string.Join(' ', keys.Select(key => home[key]))}", new() { ["PATH"] = path });

        Assert.Equal("it runs\n", output);
        Assert.NotEqual(0, ending.ExitCode);
    }

    private static void StandIn(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "#!/bin/sh\necho it runs\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
