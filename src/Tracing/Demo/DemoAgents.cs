using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Tracing.Adapters.Sandboxes;
using Tracing.Commands;

namespace Tracing.Demo;

/// <summary>The demo's agents: from npm, at the versions of the lock file, in a folder of the demo's data.</summary>
/// <param name="folder">The folder.</param>
internal sealed class DemoAgents(string folder)
{
    private const string Lock = "package-lock.json";
    private const int ToldLines = 5;
    private static readonly string[] Files = ["package.json", Lock, ".npmrc"];

    // The package of opencode's program has no command that npm would link.
    private static readonly (string Name, string File)[] Programs = [("opencode", "opencode-linux-x64/bin/opencode")];

    private string Packages => Path.Join(folder, "node_modules");

    private string Links => Path.Join(folder, "bin");

    /// <summary>Names of the agents that there are for this machine.</summary>
    public static IReadOnlyList<string> Names { get; } =
        RuntimeInformation.ProcessArchitecture == Architecture.X64 ? ["opencode", "gemini-cli"] : ["gemini-cli"];

    /// <summary>Installs them, if that has not been done, and puts them first on this process's search path.</summary>
    /// <param name="tell">Is told what takes long.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="CommandException">npm is not there, or could not install them.</exception>
    public async Task InstallAsync(Func<string, Task> tell, CancellationToken cancellation)
    {
        string stamp = Path.Join(folder, "installed");
        string wanted = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(await DemoResources.TextAsync("agents." + Lock, cancellation))));
        if (!File.Exists(stamp) || await File.ReadAllTextAsync(stamp, cancellation) != wanted)
        {
            await tell($"Installing {string.Join(" and ", Names)} from npm into {folder} (once) …");
            await WriteAsync(cancellation);
            await RunNpmAsync(cancellation);
            await File.WriteAllTextAsync(stamp, wanted, cancellation);
        }

        Environment.SetEnvironmentVariable("PATH", $"{Links}:{Path.Join(Packages, ".bin")}:{Environment.GetEnvironmentVariable("PATH")}");
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        File.Delete(Path.Join(folder, "installed"));
        foreach (string name in Files)
        {
            await File.WriteAllTextAsync(Path.Join(folder, name), await DemoResources.TextAsync("agents." + name, cancellation), cancellation);
        }

        Directory.CreateDirectory(Links);
        foreach ((string name, string file) in Programs)
        {
            string link = Path.Join(Links, name);
            File.Delete(link);
            File.CreateSymbolicLink(link, Path.Join(Packages, file));
        }
    }

    private async Task RunNpmAsync(CancellationToken cancellation)
    {
        (int exitCode, string output, string errors) = await ProgramProbe.RunAsync(new ProcessStartInfo("npm", ["ci", "--loglevel=error"]) { WorkingDirectory = folder }, cancellation)
            ?? throw new CommandException("The demo's agents come from npm, and npm was not found. Install Node.js 20 or newer.");
        if (exitCode != 0)
        {
            string[] told = (errors + output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            throw new CommandException("npm could not install the demo's agents:\n  " + string.Join("\n  ", told.Take(ToldLines)));
        }
    }
}
