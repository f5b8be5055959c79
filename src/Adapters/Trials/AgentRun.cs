using Tracing.Adapters.Agents;
using Tracing.Adapters.Sandboxes;
using Tracing.Adapters.Telemetry;
using Tracing.Adapters.Workdir;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Trials;

/// <summary>Starts the agent and waits for its end: the span <c>container</c>.</summary>
/// <param name="execution">Runs commands.</param>
/// <param name="telemetry">The run's.</param>
/// <param name="recording">Runs the agent itself.</param>
/// <param name="calls">The run's model calls.</param>
/// <param name="deviation">How far the sandbox is from one; null where it is one.</param>
internal sealed class AgentRun(CommandExecution execution, RunTelemetry telemetry, AgentRecording recording, RunCalls calls, string? deviation)
{
    private static readonly TimeSpan BeforeLimit = TimeSpan.FromMinutes(1);

    /// <summary>Runs it.</summary>
    /// <param name="order">The trial.</param>
    /// <param name="before">The working folder as the agent finds it.</param>
    /// <param name="home">The agent's home on this machine.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>What it left, and how long it ran.</returns>
    /// <exception cref="TrialException">It could not be started.</exception>
    public async Task<AgentResult> ToEndAsync(TrialOrder order, WorkdirSnapshot before, string home, CancellationToken cancellation)
    {
        RunSpan span = telemetry.Start(BenchSpanKinds.Container, order.Agent.Name + ":run");
        long begun = telemetry.Clock.UnixNanoseconds;
        try
        {
            AgentLaunch launch = order.Agent.Launch(Order(order) with { Files = NamedFiles.Of(before) });
            await WriteHomeAsync(home, launch, cancellation);
            Dictionary<string, string> environment = EnvironmentOf(launch, span);
            foreach (IReadOnlyList<string> preparation in launch.Before)
            {
                await PrepareAsync(order.Agent, [order.Agent.Program, .. preparation], environment, cancellation);
            }

            string[] command = [order.Agent.Program, .. launch.Arguments];
            span.Set(StandardAttributes.ProcessCommandArgs, command);
            span.Set(BenchAttributes.ReadOnly, false);
            span.Set(BenchAttributes.Deviation, deviation);
            var toRun = new SandboxCommand { Arguments = command, Environment = environment, EndSignals = order.Agent.EndSignals, Network = true };
            CommandResult result = await recording.RunAsync(toRun, order.Limit, new AgentReading(order.Agent, home), cancellation);
            span.Set(BenchAttributes.RecordingStart, recording.StartNanoseconds);
            telemetry.Resource = telemetry.Resource with { ContainerId = result.Ending.Container?.Id };
            var ending = new AgentEnding(result.Ending.ExitCode, result.Events);
            Tell(span, result, ending);
            ToldCalls.Tools(telemetry, span, result.Events);
            if (calls.Tokens.ModelCalls == 0)
            {
                ToldCalls.Models(telemetry, span, result.Events);
            }

            return new AgentResult(result, ending, telemetry.Clock.Since(begun));
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

    private static void Tell(RunSpan span, CommandResult result, AgentEnding ending)
    {
        span.Set(StandardAttributes.ProcessExitCode, result.Ending.ExitCode);
        span.Set(BenchAttributes.TimedOut, result.Ending.TimedOut);
        span.Set(StandardAttributes.ContainerId, result.Ending.Container?.Id);
        if (result.Ending.Container?.LimitReached is { } limit)
        {
            span.Fail(limit.Word, limit.Sentence);
        }
        else if (result.Ending.TimedOut)
        {
            span.Fail("timeout", "Its time was up.");
        }
        else if (ending.Failure is { } failure)
        {
            span.Fail("agent_failed", failure);
        }
        else if (result.Ending.ExitCode is not 0)
        {
            span.Fail("exit_code", $"It ended with {result.Ending.ExitCode}.");
        }
    }

    private AgentOrder Order(TrialOrder order)
    {
        ISandbox sandbox = execution.Sandbox;
        string path = RunBindings.PathPrefix + telemetry.Resource.RunId;
        return new AgentOrder
        {
            Prompt = order.Task.Prompt,
            Model = order.Model,
            Endpoint = new Uri(sandbox.Addresses.Model, path),
            Key = order.Key,
            Otlp = sandbox.Addresses.Collector is { } collector ? new Uri(collector, path) : null,
            Home = sandbox.HomePath,
            Work = sandbox.WorkPath,
        };
    }

    private Dictionary<string, string> EnvironmentOf(AgentLaunch launch, RunSpan span)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OTEL_RESOURCE_ATTRIBUTES"] = telemetry.Resource.EnvironmentText,
            ["TRACEPARENT"] = span.TraceParent,
        };
        foreach ((string name, string value) in launch.Environment)
        {
            environment[name] = value;
        }

        return environment;
    }

    private static async Task WriteHomeAsync(string home, AgentLaunch launch, CancellationToken cancellation)
    {
        foreach ((string path, string content) in launch.HomeFiles)
        {
            string file = Path.Join(home, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, content, cancellation);
        }
    }

    private async Task PrepareAsync(AgentDefinition agent, IReadOnlyList<string> command, Dictionary<string, string> environment, CancellationToken cancellation)
    {
        CommandResult done = await execution.RunAsync("before", new SandboxCommand { Arguments = command, Environment = environment, Network = true }, BeforeLimit, null, cancellation);
        if (done.Ending.ExitCode != 0)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new TrialException($"{agent.Name} could not be set up: its first command ended with {done.Ending.ExitCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "no code"}.");
        }
    }
}
