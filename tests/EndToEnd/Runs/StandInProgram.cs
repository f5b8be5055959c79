using Tracing.Processes;

namespace Tracing.EndToEnd.Tests.Runs;

/// <summary>A program of a test's own under an agent's name.</summary>
internal static class StandInProgram
{
    /// <summary>Puts it where it is found.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="name">The name.</param>
    /// <param name="text">The program, with its <c>#!</c> line.</param>
    /// <returns>A search path for it.</returns>
    public static string Install(TemporaryFolder folder, string name, string text)
    {
        string bin = Directory.CreateDirectory(folder["bin"]).FullName;
        string program = Path.Join(bin, name);
        File.WriteAllText(program, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return bin + ":" + Environment.GetEnvironmentVariable("PATH");
    }
}
