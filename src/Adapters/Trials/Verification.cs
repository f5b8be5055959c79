using System.Text.Json;
using Tracing.Adapters.Sandboxes;
using Tracing.Adapters.Tasks;
using Tracing.Adapters.Telemetry;
using Tracing.Scoring.Evidence;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Trials;

/// <summary>Runs a task's check on what the agent left, without any network where the sandbox can: the span <c>verify</c> and the artifact <c>grade</c>.</summary>
/// <param name="execution">Runs commands.</param>
/// <param name="telemetry">The run's.</param>
internal sealed class Verification(CommandExecution execution, RunTelemetry telemetry)
{
    private const int KeptCharacters = 64 << 10;

    /// <summary>Checks.</summary>
    /// <param name="task">The task.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="TrialException">The check could not be started.</exception>
    public async Task<VerifyOutcome> CheckAsync(TaskDefinition task, CancellationToken cancellation)
    {
        RunSpan span = telemetry.Start(BenchSpanKinds.Verify, "verify:" + task.Id);
        try
        {
            CommandResult done = await execution.RunAsync("verify", new SandboxCommand { Arguments = task.Verify.Arguments }, task.CommandTimeout, null, cancellation);
            cancellation.ThrowIfCancellationRequested();
            span.Set(StandardAttributes.ProcessExitCode, done.Ending.ExitCode);
            span.Set(BenchAttributes.TimedOut, done.Ending.TimedOut);
            var outcome = new VerifyOutcome(done.Ending.ExitCode, done.Ending.TimedOut, done.Output.Tail(KeptCharacters), done.Errors.Tail(KeptCharacters));
            byte[] grade = JsonSerializer.SerializeToUtf8Bytes(new
            {
                exit_code = outcome.ExitCode,
                timed_out = outcome.TimedOut,
                stdout = outcome.StdoutTail,
                stderr = outcome.StderrTail,
            });
            await telemetry.ArtifactAsync(new ArtifactDescription(ArtifactKinds.Grade, ArtifactFormats.Json, ArtifactMakings.Verbatim), grade, CancellationToken.None);
            return outcome;
        }
        catch (SandboxException fault)
        {
            span.Fail("sandbox_failed", fault.Message);
            throw new TrialException(fault.Message);
        }
        finally
        {
            span.End();
        }
    }
}
