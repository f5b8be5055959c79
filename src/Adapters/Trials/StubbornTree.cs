using System.Diagnostics;

namespace Tracing.Adapters.Trials;

/// <summary>Deletes what an agent has left, whatever rights it has taken from it and whatever names it has given it.</summary>
internal static class StubbornTree
{
    // A name that is no text cannot be said here, but by the system's own programs. They follow no links.
    private const string Script = "chmod -R u+rwx -- \"$1\" 2>/dev/null; rm -rf -- \"$1\"";

    /// <summary>Deletes a file or a folder; where there is none, nothing happens.</summary>
    /// <param name="path">Which.</param>
    /// <exception cref="IOException">It cannot be deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">As before.</exception>
    public static void Delete(string path)
    {
        try
        {
            DeletePlain(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException && !OperatingSystem.IsWindows())
        {
            DeleteByTools(path, fault);
        }
    }

    private static void DeletePlain(string path)
    {
        if (Directory.Exists(path) && new DirectoryInfo(path).LinkTarget is null)
        {
            Directory.Delete(path, recursive: true);
        }
        else
        {
            File.Delete(path);
        }
    }

    private static void DeleteByTools(string path, Exception fault)
    {
        var start = new ProcessStartInfo("sh") { RedirectStandardError = true };
        foreach (string argument in (string[])["-c", Script, "sh", path])
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            using Process process = Process.Start(start)!;
            string errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new IOException(errors.Trim(), fault);
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new IOException(fault.Message, fault);
        }
    }
}
