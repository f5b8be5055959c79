using System.Reflection;
using System.Runtime.InteropServices;

namespace Tracing.EmbeddedClickHouse.Library;

/// <summary>
/// Where libchdb lies: <c>TRACING_LIBCHDB</c> (a file or its folder), else beside this program, else the
/// node_modules folder that the build restored and wrote into this assembly's metadata. It is never copied.
/// </summary>
internal static class LibraryPath
{
    /// <summary>The environment variable that names the library's file or folder.</summary>
    public const string Variable = "TRACING_LIBCHDB";
    private const string FileName = "libchdb.so";

    /// <summary>The library's full path.</summary>
    /// <exception cref="EngineException">No library for this platform, or none at the known places.</exception>
    public static string Find()
    {
        var folder = PackageFolder();
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            var file = Directory.Exists(given) ? Path.Combine(given, FileName) : given;
            return File.Exists(file) ? Path.GetFullPath(file) : throw Missing($"{Variable} names {given}, where there is no {FileName}");
        }

        string[] candidates = [Path.Combine(AppContext.BaseDirectory, FileName), Path.Combine(Restored(), "@chdb", folder, FileName)];
        return Array.Find(candidates, File.Exists)
            ?? throw Missing($"{FileName} is at none of {string.Join(", ", candidates)}");
    }

    private static string PackageFolder()
    {
        var architecture = RuntimeInformation.ProcessArchitecture;
        if (!OperatingSystem.IsLinux() || architecture is not (Architecture.X64 or Architecture.Arm64) || RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal))
        {
            throw new EngineException(
                $"The embedded ClickHouse engine runs on Linux with glibc, x64 or arm64; this is {RuntimeInformation.RuntimeIdentifier}. Use a ClickHouse server instead.", 0);
        }

        return architecture == Architecture.X64 ? "lib-linux-x64-gnu" : "lib-linux-arm64-gnu";
    }

    private static string Restored() =>
        typeof(LibraryPath).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == "NodeModules")?.Value ?? "";

    private static EngineException Missing(string what) =>
        new($"The embedded ClickHouse library is missing: {what}. Build again (npm restores it), or set {Variable} to the file.", 0);
}
