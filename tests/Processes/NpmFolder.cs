using System.Security.Cryptography;

namespace Tracing.Processes;

/// <summary>A folder with a package-lock.json whose packages tests need: installed once, and again when the lock changed.</summary>
public static class NpmFolder
{
    // Test classes run side by side and may want the same folder.
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    /// <summary>Installs by <c>npm ci</c> unless the installed packages came from this very lock.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellation">Ends the installation.</param>
    /// <returns>The folder of the installed packages.</returns>
    /// <exception cref="InvalidOperationException">npm failed; the message holds its output.</exception>
    public static async Task<string> InstallAsync(string folder, CancellationToken cancellation)
    {
        await OneAtATime.WaitAsync(cancellation);
        try
        {
            return await InstallAloneAsync(folder, cancellation);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static async Task<string> InstallAloneAsync(string folder, CancellationToken cancellation)
    {
        string packages = Path.Combine(folder, "node_modules");
        string mark = Path.Combine(packages, ".installed-from");
        string wanted = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(folder, "package-lock.json"), cancellation)));
        if (File.Exists(mark) && await File.ReadAllTextAsync(mark, cancellation) == wanted)
        {
            return packages;
        }

        await using ChildProcess npm = ChildProcess.Start("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], folder);
        if (await npm.WaitForExitAsync(cancellation) != 0)
        {
            throw new InvalidOperationException($"npm ci failed in {folder}:\n{npm.Transcript}");
        }

        await File.WriteAllTextAsync(mark, wanted, cancellation);
        return packages;
    }
}
