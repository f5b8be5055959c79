using System.CommandLine;
using Tracing.Commands;

var root = new RootCommand("OpenTelemetry-native tracing collector and query service for people who benchmark coding agents")
{
    ServiceCommand.Up(),
    ServiceCommand.Collector(),
    ServiceCommand.Query(),
    DemoCommand.Make(),
    ProxyCommand.Make(),
    ImportCommand.Make(),
    ReinsertCommand.Make(),
    ReinterpretCommand.Make(),
};

// Signals are ours: a service drains, and that may take longer than the parser's own two seconds.
var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
try
{
    return await root.Parse(args).InvokeAsync(invocation);
}
catch (CommandException fault)
{
    await Console.Error.WriteLineAsync(fault.Message);
    return 1;
}
catch (OperationCanceledException)
{
    return 1;
}
