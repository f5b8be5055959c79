using System.CommandLine;
using System.Reflection;
using Tracing.Adapters.Import;
using Tracing.Options;
using Tracing.Roles;

namespace Tracing.Commands;

/// <summary><c>tracing demo</c>: everything on the embedded engine, with a published run sent to it over OTLP like any harness would.</summary>
internal static class DemoCommand
{
    private const string PagePath = "/cell/openhands/meta/llama-4-maverick-17b-128e-instruct/polyglot/go-http-handler-fix";
    private const string ResourcePrefix = "Tracing.Demo.";

    private static readonly string[] Fixtures = ["seed-run.traces.json", "seed-run.logs.json"];

    public static Command Make()
    {
        var exit = new Option<bool>("--exit") { Description = "Stop after printing" };
        var command = new Command("demo", "Start everything, send a published run, print where to look") { exit };
        var settings = new SettingOptions(command, Settings.Data, Settings.Grpc, Settings.Http, Settings.Query, Settings.Engine);
        var roles = new RoleSet(Collector: true, Query: true);
        command.SetAction((result, cancellationToken) => ServiceRun.UntilStoppedAsync(
            OptionsOf.Read(result, settings, roles, options => options.Data.Length > 0 ? options : options with { Data = TracingOptions.DefaultData("tracing-demo") }),
            roles,
            running => ShowAsync(running, !result.GetValue(exit), result.InvocationConfiguration.Output, cancellationToken)));
        return command;
    }

    private static async Task<bool> ShowAsync(RunningRoles running, bool goOn, TextWriter output, CancellationToken cancellationToken)
    {
        Uri http = running.Pipeline!.Receiver.HttpAddress ?? throw new CommandException("The demo sends over OTLP/HTTP: collector.receive.http must not be empty.");
        using var client = new HttpClient { BaseAddress = http };
        var sender = new OtlpSender(client, TimeProvider.System);
        foreach (string fixture in Fixtures)
        {
            await using Stream content = Assembly.GetExecutingAssembly().GetManifestResourceStream(ResourcePrefix + fixture)!;
            await foreach (OtlpRequest request in OtlpRequestFile.ReadAsync(content, fixture, cancellationToken))
            {
                await sender.SendAsync(request, cancellationToken);
            }
        }

        var page = new Uri(running.Query!.Url + PagePath);
        await PageWait.UntilThereAsync(page, cancellationToken);
        await output.WriteLineAsync("The published run of openhands × llama-4-maverick on polyglot/go-http-handler-fix was sent over OTLP. Look at its page:");
        await output.WriteLineAsync($"  {page}");
        await output.WriteLineAsync($"GraphiQL: {running.Query.Url}/graphiql");
        await output.WriteLineAsync($"ready http={http.GetLeftPart(UriPartial.Authority)} query={running.Query.Url} page={page}");
        await output.FlushAsync(cancellationToken);
        return goOn;
    }
}
