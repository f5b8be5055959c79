using System.CommandLine;
using Microsoft.Extensions.Logging;
using Tracing.Collector.Insert;
using Tracing.Collector.Queue;
using Tracing.Roles;

namespace Tracing.Commands;

/// <summary>
/// <c>tracing reinsert</c>: lists the requests that ClickHouse refused for good, and with <c>--all</c> puts them back into the queue.
/// The queue belongs to one process, so the collector must be stopped; it inserts them when it starts again.
/// </summary>
internal static class ReinsertCommand
{
    public static Command Make()
    {
        var all = new Option<bool>("--all") { Description = "Put them back into the queue; the collector inserts them at its next start" };
        var command = new Command("reinsert", "List what ClickHouse refused for good, and put it back") { all };
        var settings = new SettingOptions(command, Settings.Data, Settings.Queue);
        command.SetAction((result, cancellationToken) => RunAsync(
            OptionsOf.Read(result, settings, new RoleSet(Collector: true, Query: false)).Collector.Queue,
            result.GetValue(all),
            result.InvocationConfiguration.Output,
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(QueueOptions options, bool all, TextWriter output, CancellationToken cancellationToken)
    {
        using ILoggerFactory loggers = ProcessLog.CreateFactory();
        var files = new PhysicalFileSystem();
        try
        {
            await using DurableQueue queue = await DurableQueue.OpenAsync(options, files, TimeProvider.System, loggers.CreateLogger<DurableQueue>(), cancellationToken);
            var store = new SetAsideStore(files, queue.Folder);
            IReadOnlyList<SetAsideEntry> entries = store.List();
            foreach (SetAsideEntry entry in entries)
            {
                await output.WriteLineAsync($"{entry.Id} {entry.SetAsideAt:yyyy-MM-ddTHH:mm:ssZ} {entry.Table} {entry.Bytes} bytes: {entry.Reason}");
            }

            if (!all || entries.Count == 0)
            {
                await output.WriteLineAsync(entries.Count == 0 ? "nothing is set aside" : $"{entries.Count} set aside; --all puts them back");
                return 0;
            }

            ReplayResult result = await store.ReplayAsync(queue, cancellationToken);
            await output.WriteLineAsync($"{result.Replayed} put back into the queue, {result.Unreadable} unreadable, {result.Left} left");
            return result.Unreadable == 0 && result.Left == 0 ? 0 : 1;
        }
        catch (Exception e) when (StartFaults.Explain(e) is { } reason)
        {
            throw new CommandException(reason);
        }
    }
}
