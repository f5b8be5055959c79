using System.CommandLine;
using Tracing.Adapters.Sweeps;
using Tracing.Commands;
using Tracing.Options;
using Tracing.Query.Pages;
using Tracing.Roles;

namespace Tracing.Demo;

/// <summary>
/// <c>tracing demo</c>: everything on the embedded engine. A published run is sent to it over OTLP, then real agents are run on bundled tasks with a scripted
/// model, and all of it can be looked at.
/// </summary>
internal static class DemoCommand
{
    public static Command Make()
    {
        var exit = new Option<bool>("--exit") { Description = "Stop after printing" };
        var command = new Command("demo", "Start everything, send a published run, run two real agents with a scripted model, print where to look") { exit };
        var settings = new SettingOptions(command, Settings.Data, Settings.Grpc, Settings.Http, Settings.Query, Settings.Engine);
        var roles = new RoleSet(Collector: true, Query: true);
        command.SetAction(async (result, _) =>
        {
            TracingOptions options = OptionsOf.Read(result, settings, roles, read => read.Data.Length > 0 ? read : read with { Data = TracingOptions.DefaultData("tracing-demo") });
            return await RunAsync(options, roles, result.GetValue(exit), result.InvocationConfiguration.Output);
        });
        return command;
    }

    private static async Task<int> RunAsync(TracingOptions options, RoleSet roles, bool exit, TextWriter output)
    {
        bool whole = false;
        int exitCode = await ServiceRun.UntilStoppedAsync(options, roles, async (running, stop) =>
        {
            whole = await ShowAsync(running, options, output, stop);
            return !exit;
        });
        return exit && !whole ? 1 : exitCode;
    }

    // What was sent can be looked at, also where agents could not be run.
    private static async Task<bool> ShowAsync(RunningRoles running, TracingOptions options, TextWriter output, CancellationToken stop)
    {
        Uri http = running.Pipeline!.Receiver.HttpAddress ?? throw new CommandException("The demo sends over OTLP/HTTP: collector.receive.http must not be empty.");
        Uri query = new(running.Query!.Url);
        await PublishedRun.SendAsync(http, stop);
        var published = new Uri(query, PublishedRun.PagePath);
        await PageWait.UntilThereAsync(published, stop);
        await TellAsync(output, "The published run of openhands × llama-4-maverick on polyglot/go-http-handler-fix was sent over OTLP. Look at its page:", $"  {published}");
        bool whole = await RunAgentsAsync(options, (http, query), output, stop);
        await TellAsync(output, $"GraphiQL: {query}graphiql", $"ready http={http.GetLeftPart(UriPartial.Authority)} query={running.Query.Url} page={published}");
        return whole;
    }

    private static async Task<bool> RunAgentsAsync(TracingOptions options, (Uri Http, Uri Query) addresses, TextWriter output, CancellationToken stop)
    {
        try
        {
            await new DemoAgents(Path.Join(options.Data, "agents")).InstallAsync(line => TellAsync(output, line), stop);
            SweepPlan plan = await DemoSweep.RunAsync(options, addresses.Http, output, stop);
            await SweepWait.UntilReadAsync(addresses.Query, plan.Sweep, plan.Trials().Count(), stop);
            await TellAsync(output, ["Look at their cells:", .. plan.Trials().Where(order => order.Trial == 1).Select(order => $"  {new Uri(addresses.Query, CellAddress.PathOf(order.Cell))}")]);
            return true;
        }
        catch (CommandException fault)
        {
            await TellAsync(output, fault.Message);
            return false;
        }
    }

    private static async Task TellAsync(TextWriter output, params string[] lines)
    {
        foreach (string line in lines)
        {
            await output.WriteLineAsync(line);
        }

        await output.FlushAsync();
    }
}
