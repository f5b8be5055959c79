using System.ComponentModel;
using System.Diagnostics;

namespace Tracing.Adapters.Sandboxes;

/// <summary>Runs a small program of this machine to its end, to learn what it prints.</summary>
public static class ProgramProbe
{
    /// <summary>Runs it; its standard input is at its end.</summary>
    /// <param name="start">Program and arguments, and what it gets of an environment.</param>
    /// <param name="cancellation">Ends it, with its children.</param>
    /// <returns>Exit code, standard output and standard error; null where there is no such program.</returns>
    public static async Task<(int ExitCode, string Output, string Errors)?> RunAsync(ProcessStartInfo start, CancellationToken cancellation)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            return null;
        }

        using (process)
        {
            try
            {
                process.StandardInput.Close();
                Task<string> errors = process.StandardError.ReadToEndAsync(cancellation);
                string output = await process.StandardOutput.ReadToEndAsync(cancellation);
                await process.WaitForExitAsync(cancellation);
                return (process.ExitCode, output, await errors);
            }
            finally
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
