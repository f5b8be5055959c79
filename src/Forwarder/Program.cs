using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Tracing.Forwarder;

// Inside a sandbox: leads ports of its loopback to sockets while a command runs, and ends with that command's exit code. It may be the first process there,
// and takes in the orphans then.
const int WrongUse = 2;

// Whether it runs at all, in an image and under limits that are to be tried.
if (args is ["--check"])
{
    return 0;
}

if (ForwardOrder.Parse(args) is not { } order)
{
    Console.Error.WriteLine("usage: tracing-forward [--to PORT=SOCKET]... [--size COLUMNSxROWS] [--no-input] [--pass-signals] [--report FILE] -- PROGRAM ARGUMENT...");
    return WrongUse;
}

if (order.Size is { } size)
{
    NativeCalls.SetTerminalSize(size.Columns, size.Rows);
}

foreach ((int port, string socket) in order.Ways)
{
    // They last as long as this process.
    _ = ByteRelay.Start(new IPEndPoint(IPAddress.Loopback, port), new UnixDomainSocketEndPoint(socket));
}

// It outlives its command, whoever is asked to end.
var command = new InnerCommand(order.Command, order.NoInput);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Received);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Received);
int exitCode = command.Run();
if (order.Report is { } report)
{
    ControlGroup.Tell(report);
}

return exitCode;

void Received(PosixSignalContext context)
{
    context.Cancel = true;
    if (order.PassSignals)
    {
        command.Signal(context.Signal == PosixSignal.SIGTERM ? NativeCalls.Terminate : NativeCalls.Interrupt);
    }
}
