using Microsoft.Extensions.Logging;
using Tracing.Adapters.Agents;
using Tracing.Adapters.Sandboxes;
using Tracing.Adapters.ScriptedModel.Scripts;
using Tracing.Adapters.ScriptedModel.Serving;
using Tracing.Adapters.Sweeps;
using Tracing.Adapters.Tasks;
using Tracing.Commands;
using Tracing.Options;

namespace Tracing.Demo;

/// <summary>Real agents on bundled tasks, with a model that plays a script: a sweep as <c>tracing run</c> runs it.</summary>
internal static class DemoSweep
{
    /// <summary>Trials of each cell.</summary>
    public const int Trials = 3;

    private const int MostAtATime = 4;
    private static readonly string[] Tasks = ["polyglot/javascript-csv-quotes", "mutations/python-binary-search", "integrity/javascript-golden-report"];
    private static readonly TimeSpan FlushWithin = TimeSpan.FromMinutes(5);

    /// <summary>Runs it, and prints what came of it.</summary>
    /// <param name="options">The demo's.</param>
    /// <param name="collector">The collector's OTLP/HTTP endpoint.</param>
    /// <param name="output">Gets the table.</param>
    /// <param name="cancellation">The user ends it.</param>
    /// <returns>The sweep.</returns>
    /// <exception cref="CommandException">A trial could not be measured.</exception>
    public static async Task<SweepPlan> RunAsync(TracingOptions options, Uri collector, TextWriter output, CancellationToken cancellation)
    {
        using ILoggerFactory loggers = ProcessLog.CreateFactory();
        var book = new BookPlayer(ScriptFile.ParseBook(await DemoResources.TextAsync("model.json", cancellation)));
        await using ScriptedModelServer model = await ScriptedModelServer.StartAsync(book, "127.0.0.1:0", logPath: null, TimeProvider.System, cancellation);
        SweepPlan plan = Plan(model.Address, collector, await SandboxAsync(output, cancellation), book.Models);
        await using SweepSession session = await SweepSession.StartAsync(plan, options.Proxy, Path.Join(options.Data, "run"), loggers);
        SweepResult result = await session.RunAsync(
            plan, resume: false, trials => new TextProgress(Console.Error, trials, plan.Options.Parallel, TimeProvider.System), cancellation);
        await SweepSummary.WriteAsync(output, plan, result, await session.FlushAsync(FlushWithin), json: false);
        cancellation.ThrowIfCancellationRequested();
        return result.Ended.FirstOrDefault(trial => trial.Outcome.Passed is null) is (_, { } unmeasured)
            ? throw new CommandException($"Not every trial of the demo could be measured: {unmeasured.Reason}")
            : plan;
    }

    private static SweepPlan Plan(Uri model, Uri collector, SandboxKind sandbox, IReadOnlyList<string> models)
    {
        var problems = new List<string>();
        IReadOnlyList<TaskDefinition> tasks = new TaskSelection(SelfProgram.TasksFolder).Find(Tasks, problems);
        return problems.Count > 0
            ? throw new CommandException(string.Join('\n', problems))
            : new SweepPlan
            {
                Sweep = SweepNames.Of("demo", TimeProvider.System),
                Agents = [.. DemoAgents.Names.Select(name => AgentRegistry.Find(name)!)],
                Tasks = tasks,
                Options = new RunOptions
                {
                    Models = models,
                    Trials = Trials,
                    Sandbox = sandbox,
                    Endpoint = model.ToString(),
                    Collector = collector.ToString(),
                    Parallel = Math.Clamp(Environment.ProcessorCount, 1, MostAtATime),
                },
            };
    }

    private static async Task<SandboxKind> SandboxAsync(TextWriter output, CancellationToken cancellation)
    {
        try
        {
            await SandboxSupport.CheckBubblewrapAsync(cancellation);
            return SandboxKind.Bwrap;
        }
        catch (SandboxException fault)
        {
            await output.WriteLineAsync($"{fault.Message} The demo goes on without a sandbox: its agents do only what its script says.");
            return SandboxKind.None;
        }
    }
}
