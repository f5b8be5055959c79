using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Tracing.Adapters.Sandboxes;

/// <summary>
/// A mark in the environment of every process of a run. Children inherit it, whatever session, group or parent they move to, so all that a run started can be
/// found and ended, by the process that started it or by the next one. Linux only; elsewhere nothing is found.
/// </summary>
public sealed partial class RunMark
{
    /// <summary>Name of the variable.</summary>
    public const string Variable = "TRACING_RUN_MARK";

    private const int Interrupt = 2;
    private const int Kill = 9;
    private const int Terminate = 15;
    private const int Rounds = 50;

    private readonly byte[] entry;

    /// <summary>A mark.</summary>
    /// <param name="value">What no other run has.</param>
    public RunMark(string value)
    {
        Value = value;
        entry = Encoding.UTF8.GetBytes($"{Variable}={value}");
    }

    /// <summary>The value.</summary>
    public string Value { get; }

    /// <summary>Ids of the living processes that bear it, other than this one.</summary>
    public IReadOnlyList<int> Processes() =>
        Directory.Exists("/proc")
            ? [.. Directory.EnumerateDirectories("/proc")
                .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : 0)
                .Where(id => id > 0 && id != Environment.ProcessId && Bears(id))]
            : [];

    /// <summary>Asks them to end.</summary>
    /// <param name="by">By what.</param>
    /// <param name="inNamespace">
    /// Whether the command is in a process namespace of its own: who made that is not asked, for it waits for the command and hands on how that ended.
    /// </param>
    public void Ask(EndSignal by, bool inNamespace)
    {
        string? ours = inNamespace ? NamespaceOf("self") : null;
        foreach (int process in Processes().Where(process => ours is null || NamespaceOf(process.ToString(CultureInfo.InvariantCulture)) != ours))
        {
            _ = Signal(process, by == EndSignal.Interrupt ? Interrupt : Terminate);
        }
    }

    /// <summary>Ends all of them, and those that they start meanwhile.</summary>
    /// <param name="time">The clock.</param>
    /// <returns>How many are left: 0, unless some belong to another user or hang in the kernel.</returns>
    public async Task<int> KillAsync(TimeProvider time)
    {
        IReadOnlyList<int> left = Processes();
        for (int round = 0; left.Count > 0 && round < Rounds; round++)
        {
            foreach (int process in left)
            {
                _ = Signal(process, Kill);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), time, CancellationToken.None);
            left = Processes();
        }

        return left.Count;
    }

    // A process that has ended and is not yet fetched has no environment any more.
    private bool Bears(int process)
    {
        try
        {
            ReadOnlySpan<byte> environment = File.ReadAllBytes($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/environ");
            foreach (Range part in environment.Split((byte)0))
            {
                if (environment[part].SequenceEqual(entry))
                {
                    return true;
                }
            }

            return false;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string? NamespaceOf(string process)
    {
        try
        {
            return new FileInfo($"/proc/{process}/ns/pid").LinkTarget;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int process, int signal);
}
