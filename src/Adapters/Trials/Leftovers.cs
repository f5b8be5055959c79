using Microsoft.Extensions.Logging;
using Tracing.Adapters.Sandboxes;
using Tracing.Adapters.Sandboxes.Containers;
using Tracing.Adapters.Telemetry;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Trials;

/// <summary>Ends what a process left behind that was ended itself: processes, containers, folders, and runs that nobody told the end of.</summary>
/// <param name="root">Folder of all runs.</param>
/// <param name="sink">Takes the states of those runs.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Tells what was found.</param>
public sealed class Leftovers(string root, ITelemetrySink sink, TimeProvider time, ILogger logger)
{
    private const string Reason = "The process that ran it ended before the run did.";

    /// <summary>Cleans up.</summary>
    /// <returns>How many runs were found.</returns>
    public async Task<int> EndAsync()
    {
        int found = 0;
        foreach (string path in Directory.Exists(root) ? Directory.GetDirectories(root) : [])
        {
            try
            {
                found += await TryEndAsync(path) ? 1 : 0;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // It must not keep what is new from running.
                Log.LeftoverStays(logger, path, fault.Message);
            }
        }

        return found;
    }

    private async Task<bool> TryEndAsync(string path)
    {
        using RunFolder? folder = RunFolder.TryTake(path);
        if (folder is null)
        {
            return false;
        }

        if (folder.Mark is { } mark && folder.Note is { } note)
        {
            int left = await mark.KillAsync(time);
            if (note.Engine is { } engine && !await TryRemoveContainersAsync(mark, engine, note.RunId))
            {
                return false;
            }

            Log.LeftoverEnded(logger, note.RunId, left);
            Tell(note);
        }

        folder.Delete();
        return true;
    }

    // A run whose containers cannot be removed now is left for the next process: its folder knows them.
    private async Task<bool> TryRemoveContainersAsync(RunMark mark, string engine, string run)
    {
        try
        {
            await ContainerEngine.RemoveAsync(mark, engine);
            return true;
        }
        catch (SandboxException fault)
        {
            Log.ContainersLeft(logger, run, fault.Message);
            return false;
        }
    }

    private void Tell(RunNote note)
    {
        if (CellId.TryParse(note.Cell, out CellId? cell, out _))
        {
            var run = new RunTelemetry(new RunResource { RunId = note.RunId, Cell = cell, Trial = note.Trial }, sink, time);
            run.State(RunStates.InfrastructureFailed, Reason);
        }
    }
}
