using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Tracing.Adapters.Sandboxes;

namespace Tracing.Commands;

/// <summary>
/// <c>tracing forward</c>: inside a sandbox, leads ports of its loopback to sockets while a command runs, and ends with that command's exit code.
/// It is not for users.
/// </summary>
internal static class ForwardCommand
{
    private const int NotFound = 127;

    public static Command Make()
    {
        var to = new Option<string[]>("--to") { Description = "From a port of loopback to a socket", HelpName = "PORT=SOCKET", AllowMultipleArgumentsPerToken = false };
        var inner = new Argument<string[]>("command") { Description = "The command" };
        var command = new Command("forward", "Lead ports to sockets while a command runs") { to, inner };
        command.Hidden = true;
        command.SetAction((result, _) => RunAsync(result.GetValue(to) ?? [], result.GetValue(inner) ?? []));
        return command;
    }

    private static async Task<int> RunAsync(string[] ways, string[] command)
    {
        var relays = new List<ByteRelay>();
        try
        {
            foreach (string way in ways)
            {
                string[] parts = way.Split('=', 2);
                relays.Add(ByteRelay.Start(new IPEndPoint(IPAddress.Loopback, int.Parse(parts[0], CultureInfo.InvariantCulture)), new UnixDomainSocketEndPoint(parts[1])));
            }

            return await ToEndAsync(command);
        }
        finally
        {
            foreach (ByteRelay relay in relays)
            {
                await relay.DisposeAsync();
            }
        }
    }

    // Signals go to every process of a run: the forwarder outlives them and ends with its command.
    private static async Task<int> ToEndAsync(string[] command)
    {
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1)))!;
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            await Console.Error.WriteLineAsync($"{command[0]}: {fault.Message}");
            return NotFound;
        }
    }
}
