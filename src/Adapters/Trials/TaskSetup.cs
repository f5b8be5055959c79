using Tracing.Adapters.Sandboxes;
using Tracing.Adapters.Tasks;
using Tracing.Adapters.Telemetry;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Trials;

/// <summary>Prepares the working folder: a copy of the task's, then its set-up command.</summary>
/// <param name="execution">Runs commands.</param>
/// <param name="telemetry">The run's.</param>
internal sealed class TaskSetup(CommandExecution execution, RunTelemetry telemetry)
{
    private const int ToldCharacters = 2_000;

    /// <summary>Prepares it.</summary>
    /// <param name="task">The task.</param>
    /// <param name="work">The working folder on this machine.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="TrialException">The command failed: nothing can be said of the agent.</exception>
    public async Task PrepareAsync(TaskDefinition task, string work, CancellationToken cancellation)
    {
        RunSpan span = telemetry.Start(BenchSpanKinds.TaskSetup, "prepare:" + task.Id);
        try
        {
            FolderCopy.Copy(task.WorkFolder, work);
            if (task.Setup is { } setup)
            {
                CommandResult done = await execution.RunAsync("setup", new SandboxCommand { Arguments = setup.Arguments }, task.CommandTimeout, null, cancellation);
                span.Set(StandardAttributes.ProcessExitCode, done.Ending.ExitCode);
                if (done.Ending.ExitCode != 0)
                {
                    span.Fail("setup_failed", done.Errors.Tail(ToldCharacters));
                    cancellation.ThrowIfCancellationRequested();
                    throw new TrialException(done.Ending.TimedOut ? "The task's setup did not end in time." : $"The task's setup failed with {done.Ending.ExitCode}: {done.Errors.Tail(ToldCharacters)}");
                }
            }
        }
        finally
        {
            span.End();
        }
    }
}
