using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Tracing.Collector.Interpret;
using Tracing.EmbeddedClickHouse;
using Tracing.Options;
using Tracing.Roles;
using Tracing.Storage;

namespace Tracing.Commands;

/// <summary><c>tracing reinterpret</c>: reads stored runs anew; the earlier readings stay beside the new ones.</summary>
internal static class ReinterpretCommand
{
    public static Command Make()
    {
        var sweep = new Option<string>("--sweep") { Description = "Only the runs of this sweep", HelpName = "SWEEP" };
        var command = new Command("reinterpret", "Read stored runs anew by today's dialects and weights, and keep the earlier readings") { sweep };
        var settings = new SettingOptions(command, Settings.Data, Settings.ClickHouse, Settings.Database, Settings.User);
        command.SetAction((result, cancellationToken) => RunAsync(
            OptionsOf.Read(result, settings, new RoleSet(Collector: true, Query: false)),
            result.GetValue(sweep),
            result.InvocationConfiguration.Output,
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(TracingOptions options, string? sweep, TextWriter output, CancellationToken cancellationToken)
    {
        using ILoggerFactory loggers = ProcessLog.CreateFactory();
        try
        {
            await using Engine? engine = options.Storage.Url is null ? Engine.Open(options.Engine) : null;
            await using var store = new ClickHouseStore(options.Storage, engine?.CreateHandler());
            await store.MigrateAsync(cancellationToken);
            long began = TimeProvider.System.GetTimestamp();
            var reading = new Reinterpretation(store, options.Collector.Interpret, TimeProvider.System, loggers.CreateLogger<Reinterpretation>());
            ReinterpretProgress all = await reading.RunAsync(sweep, progress => output.WriteLine(Line(progress, began)), cancellationToken);
            foreach ((string runId, string reason) in all.Unread)
            {
                await output.WriteLineAsync($"{runId} is left as it was: {reason}");
            }

            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{all.Done} runs read: {all.Changed} changed, {all.Done - all.Changed - all.Unread.Count} unchanged, {all.Unread.Count} left as they were"));
            return all.Unread.Count == 0 ? 0 : 1;
        }
        catch (Exception e) when (StartFaults.Explain(e) is { } reason)
        {
            throw new CommandException(reason);
        }
    }

    private static string Line(ReinterpretProgress progress, long began) => string.Create(
        CultureInfo.InvariantCulture,
        $"{progress.Done} of {progress.Total} runs, {progress.Done / Math.Max(0.001, TimeProvider.System.GetElapsedTime(began).TotalSeconds):F0} a second, {progress.Changed} changed");
}
