using System.Collections;

namespace Tracing.Forwarder;

/// <summary>
/// A command as a child of this process: with its input and output, its terminal and its environment, and all signals as they are by default.
/// <c>Process</c> of .NET would not do: as the first process of a namespace this one has to fetch every child that ends, its own and the orphans.
/// </summary>
/// <param name="command">Program and arguments.</param>
/// <param name="noInput">Whether its standard input is at its end instead.</param>
internal sealed class InnerCommand(IReadOnlyList<string> command, bool noInput)
{
    private const int NotFound = 127;
    private const int NotExecutable = 126;
    private const int SignalBase = 128;
    private const int SignalBits = 0x7f;
    private const int NoSuchFile = 2;
    private const int EveryProcess = -1;

    private volatile int started;

    /// <summary>Runs it to its end.</summary>
    /// <returns>Its exit code as a shell would tell it.</returns>
    public int Run()
    {
        string[] environment = [.. Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(variable => $"{variable.Key}={variable.Value}")];
        (int child, int error) = NativeCalls.Spawn(command, environment, noInput);
        if (error != 0)
        {
            Console.Error.WriteLine($"{command[0]}: {(error == NoSuchFile ? "not found" : $"cannot be executed (error {error})")}");
            return error == NoSuchFile ? NotFound : NotExecutable;
        }

        started = child;
        int status;
        while (NativeCalls.WaitForAny(out status) != child)
        {
            // An orphan, or a signal came meanwhile.
        }

        return (status & SignalBits) is > 0 and int signal ? SignalBase + signal : (status >> 8) & 0xff;
    }

    /// <summary>Sends a signal to all that runs in this namespace where this is its first process, else to the command.</summary>
    /// <param name="signal">The signal.</param>
    public void Signal(int signal)
    {
        if (started > 0)
        {
            NativeCalls.Signal(Environment.ProcessId == 1 ? EveryProcess : started, signal);
        }
    }
}
