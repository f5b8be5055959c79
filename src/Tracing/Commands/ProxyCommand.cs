using System.CommandLine;
using Microsoft.Extensions.Logging;
using Tracing.Adapters.Import;
using Tracing.Adapters.Proxy;
using Tracing.Adapters.Proxy.Telemetry;
using Tracing.Roles;

namespace Tracing.Commands;

/// <summary><c>tracing proxy</c>: stands between agents and their models' endpoint, and tells every call to a collector.</summary>
internal static class ProxyCommand
{
    public static Command Make()
    {
        var command = new Command(
            "proxy",
            "Record every model call of any agent: forward it to the models' endpoint and tell a collector what passed. " +
            "The run is given by these options, by OTEL_RESOURCE_ATTRIBUTES, or by each request: path prefix /runs/RUN or header x-bench-run");
        var settings = new SettingOptions(
            command,
            Settings.Upstream,
            Settings.ProxyListen,
            Settings.Endpoint,
            Settings.Run,
            Settings.Sweep,
            Settings.Agent,
            Settings.Model,
            Settings.Task,
            Settings.Trial);
        command.SetAction((result, _) => RunAsync(
            OptionsOf.Read(result, settings, new RoleSet(Collector: false, Query: false, Proxy: true)).Proxy,
            result.InvocationConfiguration.Output));
        return command;
    }

    private static async Task<int> RunAsync(ProxyOptions options, TextWriter output)
    {
        using var stop = new StopRequest();
        using ILoggerFactory loggers = ProcessLog.CreateFactory();
        using HttpClient client = OtlpClient.Create(options.Endpoint, options.EndpointToken);
        var resource = ProxyResource.Make(options.Identity, Environment.GetEnvironmentVariable("OTEL_RESOURCE_ATTRIBUTES"));
        await using var sink = new OtlpCallSink(client, resource, options.MaxPendingBytes, TimeProvider.System, loggers);
        await using ModelProxy proxy = await StartAsync(options, sink, loggers, stop.Token);
        await ProxyGreeting.WriteAsync(output, proxy.Url, options, resource.Run);
        await stop.WaitAsync();

        // What ends last is told last: the calls first, then their telemetry.
        await proxy.StopAsync(CancellationToken.None);
        await sink.StopAsync(options.StopWithin / 2);
        return sink.Dropped == 0 ? 0 : 1;
    }

    private static async Task<ModelProxy> StartAsync(ProxyOptions options, OtlpCallSink sink, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        try
        {
            return await ModelProxy.StartAsync(options, sink, TimeProvider.System, loggers, cancellationToken);
        }
        catch (Exception e) when (StartFaults.Explain(e) is { } reason)
        {
            throw new CommandException(reason);
        }
    }
}
