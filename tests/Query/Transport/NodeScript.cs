using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Tracing.Query.Tests.Transport;

/// <summary>Runs a script of the clients folder; installs its packages from the lock file when they are missing or older.</summary>
internal static class NodeScript
{
    private static readonly SemaphoreSlim Installing = new(1, 1);

    private static string Folder { get; } = FindFolder();

    public static async Task<(int ExitCode, string Output)> RunAsync(string script, params string[] arguments)
    {
        await InstallAsync();
        return await RunAsync("node", [script, .. arguments], TestContext.Current.CancellationToken);
    }

    private static async Task InstallAsync()
    {
        await Installing.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            FileInfo installed = new(Path.Combine(Folder, "node_modules", ".package-lock.json"));
            if (!installed.Exists || installed.LastWriteTimeUtc < File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json")))
            {
                (int exitCode, string output) = await RunAsync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], TestContext.Current.CancellationToken);
                Assert.True(exitCode == 0, output);
            }
        }
        finally
        {
            Installing.Release();
        }
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation);
            Task<string> errors = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static string FindFolder([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "clients"));
}
