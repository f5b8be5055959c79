using System.CommandLine;
using Tracing.Options;
using Tracing.Roles;

namespace Tracing.Commands;

/// <summary>A command that runs services until it is told to stop: <c>up</c>, <c>collector</c>, <c>query</c>.</summary>
internal static class ServiceCommand
{
    public static Command Up() => Make(
        "up",
        "Run the collector and the query service in one process on the embedded ClickHouse",
        new RoleSet(Collector: true, Query: true),
        needsServer: false,
        Settings.Data,
        Settings.Grpc,
        Settings.Http,
        Settings.Query,
        Settings.Engine);

    public static Command Collector() => Make(
        "collector",
        "Run the collector alone, into a ClickHouse server",
        new RoleSet(Collector: true, Query: false),
        needsServer: true,
        Settings.ClickHouse,
        Settings.Database,
        Settings.User,
        Settings.Queue,
        Settings.Grpc,
        Settings.Http);

    public static Command Query() => Make(
        "query",
        "Run the query service alone, on a ClickHouse server",
        new RoleSet(Collector: false, Query: true),
        needsServer: true,
        Settings.ClickHouse,
        Settings.Database,
        Settings.User,
        Settings.Query);

    private static Command Make(string name, string help, RoleSet roles, bool needsServer, params ReadOnlySpan<Setting> settings)
    {
        var command = new Command(name, help);
        var options = new SettingOptions(command, settings);
        command.SetAction((result, _) => RunAsync(OptionsOf.Read(result, options, roles), roles, needsServer, result.InvocationConfiguration.Output));
        return command;
    }

    private static async Task<int> RunAsync(TracingOptions options, RoleSet roles, bool needsServer, TextWriter output)
    {
        if (needsServer && options.Storage.Url is null)
        {
            throw new CommandException("These options cannot be used:\n  storage.url: the address of a ClickHouse server is needed (--clickhouse URL); `tracing up` runs on the embedded one.");
        }

        return await ServiceRun.UntilStoppedAsync(options, roles, (running, _) => Greeting.WriteAsync(output, running, options));
    }
}
