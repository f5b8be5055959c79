namespace Tracing.Commands;

/// <summary>Programs as a shell finds them.</summary>
internal static class SearchPath
{
    /// <summary>Finds a program.</summary>
    /// <param name="program">A name, or a path.</param>
    /// <returns>Its path; null where there is none.</returns>
    public static string? Find(string program) =>
        program.Contains('/', StringComparison.Ordinal)
            ? File.Exists(program) ? program : null
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
                .Select(folder => Path.Join(folder, program))
                .FirstOrDefault(path => File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0));
}
