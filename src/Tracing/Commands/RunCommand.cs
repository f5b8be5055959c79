using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.Extensions.Logging;
using Tracing.Adapters.Agents;
using Tracing.Adapters.Agents.Definitions;
using Tracing.Adapters.Sandboxes;
using Tracing.Adapters.Sandboxes.Containers;
using Tracing.Adapters.Sweeps;
using Tracing.Adapters.Tasks;
using Tracing.Options;
using Tracing.Roles;

namespace Tracing.Commands;

/// <summary><c>tracing run</c>: runs agents on tasks and tells a collector everything.</summary>
internal static class RunCommand
{
    /// <summary>Its name.</summary>
    public const string Name = "run";

    public static Command Make()
    {
        var command = new Command(
            Name,
            "Run agents on tasks, each in a sandbox behind the model proxy, and tell a collector everything over OTLP. Lists are parted by commas. " +
            "Exit code: 0 all passed, 1 some did not, 2 wrong use, 3 some could not be measured, 130 ended by the user");
        var settings = new SettingOptions(
            command,
            Settings.RunAgents,
            Settings.RunModels,
            Settings.RunTasks,
            Settings.RunSweep,
            Settings.RunTrials,
            Settings.RunSandbox,
            Settings.RunImage,
            Settings.RunEndpoint,
            Settings.RunKeyEnv,
            Settings.RunCollector,
            Settings.RunTimeout,
            Settings.RunParallel,
            Settings.RunTasksFolder,
            Settings.Data);
        var resume = new Option<bool>("--resume") { Description = "Leave out the trials of this sweep that have ended with a result" };
        var json = new Option<bool>("--json") { Description = "Print one JSON object a trial, and one at the end, instead of a table" };
        var inner = new Argument<string[]>("command") { Description = "Program and arguments of the agent 'command', after --", Arity = ArgumentArity.ZeroOrMore };
        command.Options.Add(resume);
        command.Options.Add(json);
        command.Arguments.Add(inner);
        command.SetAction((result, _) =>
        {
            string[] line = result.GetValue(inner) ?? [];
            CheckBehindDashes(result, line);
            TracingOptions options = OptionsOf.Read(result, settings, new RoleSet(Collector: false, Query: false, Run: true), read => Adjust(read, line));
            return RunAsync(options, result.GetValue(resume), result.GetValue(json), result.InvocationConfiguration.Output);
        });
        return command;
    }

    // What stands before the dashes and is no option would else be taken for a part of the command.
    private static void CheckBehindDashes(ParseResult result, string[] line)
    {
        int behind = result.Tokens.Reverse().TakeWhile(token => token.Type != TokenType.DoubleDash).Count();
        bool dashes = behind < result.Tokens.Count;
        if (line.Length != (dashes ? behind : 0))
        {
            throw new CommandException($"Unrecognized argument '{line[0]}'. The command line of the agent 'command' stands behind --.", CommandException.WrongUse);
        }
    }

    private static TracingOptions Adjust(TracingOptions options, string[] line) => options with
    {
        Data = options.Data.Length > 0 ? options.Data : TracingOptions.DefaultData("tracing-run"),
        Run = options.Run with
        {
            Command = line.Length > 0 ? line : options.Run.Command,
            Sweep = options.Run.Sweep.Length > 0 ? options.Run.Sweep : SweepNames.Of("run", TimeProvider.System),
        },
    };

    private static async Task<int> RunAsync(TracingOptions options, bool resume, bool json, TextWriter output)
    {
        using var stop = new StopRequest();
        SweepPlan plan = await PlanAsync(options.Run, stop.Token);
        if (options.Run.Sandbox == SandboxKind.Bwrap)
        {
            await SandboxSupport.CheckBubblewrapAsync(stop.Token);
        }

        try
        {
            return await RunAsync(plan, options, (resume, json, output), stop.Token);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A full disk, or a folder of another user.
            throw new CommandException($"Nothing can be measured: {options.Data} cannot be used ({fault.Message}).", SweepSummary.NotMeasured);
        }
    }

    private static async Task<int> RunAsync(SweepPlan plan, TracingOptions options, (bool Resume, bool Json, TextWriter Output) asked, CancellationToken stop)
    {
        using ILoggerFactory loggers = ProcessLog.CreateFactory();
        await using SweepSession session = await SweepSession.StartAsync(plan, options.Proxy, options.Data, loggers);
        SweepResult result = await session.RunAsync(
            plan,
            asked.Resume,
            trials => asked.Json ? new JsonProgress(asked.Output) : new TextProgress(Console.Error, trials, options.Run.Parallel, TimeProvider.System),
            stop);
        SweepTelemetry telemetry = await session.FlushAsync(options.Run.FlushWithin);
        await SweepSummary.WriteAsync(asked.Output, plan, result, telemetry, asked.Json);
        return SweepSummary.ExitCode(result, stop.IsCancellationRequested);
    }

    private static async Task<SweepPlan> PlanAsync(RunOptions options, CancellationToken cancellation)
    {
        var problems = new List<string>();
        string folder = options.TasksFolder.Length > 0 ? options.TasksFolder : SelfProgram.TasksFolder;
        IReadOnlyList<TaskDefinition> tasks = new TaskSelection(folder).Find(options.Tasks, problems);
        AgentDefinition[] agents = [.. options.Agents.Select(name => AgentRegistry.Find(name) ?? new CommandAgent(name, options.Command))];
        foreach (AgentDefinition agent in agents.Where(agent => options.Sandbox != SandboxKind.Docker && SearchPath.Find(agent.Program) is null))
        {
            problems.Add($"run.agents: {agent.Name} is not installed: there is no program '{agent.Program}' on the search path. Get it: {agent.Source}.");
        }

        (ContainerSetting, IReadOnlyDictionary<string, ContainerImage>)? containers = null;
        if (options.Sandbox == SandboxKind.Docker)
        {
            ContainerSetting setting = await ContainerEngine.CheckAsync(options.Docker, cancellation);
            containers = (setting, await TaskImages.FindAsync(tasks, setting, problems, cancellation));
        }

        return problems.Count == 0
            ? new SweepPlan { Sweep = options.Sweep, Agents = agents, Tasks = tasks, Options = options, Keys = Keys(agents, options), Containers = containers }
            : throw new CommandException("This cannot be run:\n" + string.Join('\n', problems.Select(problem => "  " + problem)), CommandException.WrongUse);
    }

    // A public endpoint wants a key; one that was given may want none.
    private static Dictionary<string, string> Keys(AgentDefinition[] agents, RunOptions options)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (AgentDefinition agent in agents)
        {
            string variable = options.KeyEnv.Length > 0 ? options.KeyEnv : agent.KeyVariable;
            if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } key)
            {
                keys[agent.Name] = key;
            }
            else if (options.Endpoint.Length == 0)
            {
                throw new CommandException($"The key for {agent.PublicEndpoint} is missing: set {variable}, or name its variable by --key-env, or give another --endpoint.", CommandException.WrongUse);
            }
        }

        return keys;
    }
}
