using System.CommandLine;
using Tracing.Adapters.Sandboxes;
using Tracing.Commands;
using Tracing.Demo;

var root = new RootCommand("OpenTelemetry-native tracing collector and query service for people who benchmark coding agents")
{
    ServiceCommand.Up(),
    ServiceCommand.Collector(),
    ServiceCommand.Query(),
    DemoCommand.Make(),
    RunCommand.Make(),
    ProxyCommand.Make(),
    ScriptedModelCommand.Make(),
    ImportCommand.Make(),
    ExportCommand.Make(),
    ReinsertCommand.Make(),
    ReinterpretCommand.Make(),
};

// Signals are ours: a service drains, and that may take longer than the parser's own two seconds.
var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
try
{
    ParseResult parsed = root.Parse(args);
    int exitCode = await parsed.InvokeAsync(invocation);
    return parsed.Errors.Count > 0 && parsed.CommandResult.Command.Name == RunCommand.Name ? CommandException.WrongUse : exitCode;
}
catch (CommandException fault)
{
    await Console.Error.WriteLineAsync(fault.Message);
    return fault.ExitCode;
}
catch (SandboxException fault)
{
    await Console.Error.WriteLineAsync(fault.Message);
    return CommandException.WrongUse;
}
catch (OperationCanceledException)
{
    return 1;
}
