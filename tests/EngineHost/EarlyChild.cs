using System.Diagnostics;

namespace Tracing.EngineHost;

/// <summary>
/// The process's first child, started while another thread opens the engine: .NET begins to watch for the end of
/// children there, and libchdb changes signal handlers.
/// </summary>
internal sealed class EarlyChild
{
    private readonly TaskCompletionSource<Process> started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Will start it when libchdb has locked the data folder, which is in the middle of its opening.</summary>
    /// <param name="data">The data folder.</param>
    public EarlyChild(string data)
    {
        var mark = Path.Combine(data, "status");
        new Thread(() =>
        {
            // Looked for without a rest: the opening goes on for a tenth of a second at most.
            SpinWait.SpinUntil(() => File.Exists(mark));
            started.SetResult(Process.Start(new ProcessStartInfo("/bin/cat") { RedirectStandardInput = true })!);
        }) { IsBackground = true }.Start();
    }

    /// <summary>Has it end, and returns when that is seen.</summary>
    public async Task EndAsync()
    {
        using var child = await started.Task;
        child.StandardInput.Close();
        await child.WaitForExitAsync();
    }
}
