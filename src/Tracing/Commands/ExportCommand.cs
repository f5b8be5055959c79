using System.CommandLine;
using System.Globalization;
using Tracing.Adapters.Tasks;
using Tracing.EmbeddedClickHouse;
using Tracing.Options;
using Tracing.Query.Execution;
using Tracing.Query.Export;
using Tracing.Roles;
using Tracing.Storage;

namespace Tracing.Commands;

/// <summary><c>tracing export</c>: a sweep as a folder of files, to be read without a server.</summary>
internal static class ExportCommand
{
    private static readonly Dictionary<string, ExportFormats> Formats = new(StringComparer.Ordinal)
    {
        ["pages"] = ExportFormats.Pages,
        ["otlp"] = ExportFormats.Otlp,
        ["jsonl"] = ExportFormats.Jsonl,
        ["cast"] = ExportFormats.Cast,
    };

    public static Command Make()
    {
        var sweep = new Option<string>("--sweep") { Description = "The sweep", HelpName = "SWEEP", Required = true };
        var to = new Option<string>("--to") { Description = "The folder; made where it is missing", HelpName = "DIR", Required = true };
        var replace = new Option<bool>("--replace") { Description = "Put it in the place of an earlier export" };
        var format = new Option<string>("--format") { Description = "What is written: pages,otlp,jsonl,cast", HelpName = "FORMAT,…", DefaultValueFactory = _ => string.Join(',', Formats.Keys) };
        var command = new Command("export", "Write a sweep as a folder of pages that open without a server, and of files for programs") { sweep, to, replace, format };
        var settings = new SettingOptions(command, Settings.Data, Settings.ClickHouse, Settings.Database, Settings.User);
        command.SetAction((result, cancellationToken) => RunAsync(
            OptionsOf.Read(result, settings, new RoleSet(Collector: false, Query: true)),
            new ExportOrder(result.GetRequiredValue(sweep), result.GetRequiredValue(to), result.GetValue(replace), FormatsOf(result.GetRequiredValue(format))),
            result.InvocationConfiguration,
            cancellationToken));
        return command;
    }

    private static ExportFormats FormatsOf(string text)
    {
        ExportFormats formats = ExportFormats.None;
        foreach (string name in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            formats |= Formats.TryGetValue(name, out ExportFormats format)
                ? format
                : throw new CommandException($"--format: there is no '{name}', only {string.Join(", ", Formats.Keys)}.{NearestName.Question(name, [.. Formats.Keys])}");
        }

        return formats != ExportFormats.None ? formats : throw new CommandException("--format: nothing would be written.");
    }

    private static async Task<int> RunAsync(TracingOptions options, ExportOrder order, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        try
        {
            await using Engine? engine = options.Storage.Url is null ? Engine.Open(options.Engine) : null;
            await using var store = new ClickHouseStore(options.Storage, engine?.CreateHandler());
            await store.MigrateAsync(cancellationToken);
            var export = new SweepExport(store, options.Query);
            await CheckSweepAsync(export, order.Sweep, cancellationToken);
            ExportProgress all = await export.RunAsync(order, new ProgressLines(console.Error), cancellationToken);
            await console.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{order.Directory}: {all.Cells} cells, {all.Runs} runs, {all.Files} files, {all.Bytes:#,0} bytes"));
            return 0;
        }
        catch (Exception e) when (e is ExportException or QueryError || StartFaults.Explain(e) is not null)
        {
            throw new CommandException(StartFaults.Explain(e) ?? e.Message);
        }
    }

    private static async Task CheckSweepAsync(SweepExport export, string sweep, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> sweeps = await export.SweepsAsync(sweep, cancellationToken);
        if (!sweeps.Contains(sweep))
        {
            throw new CommandException(sweeps.Count == 0
                ? $"There is no sweep '{sweep}', nor any other."
                : $"There is no sweep '{sweep}'.{NearestName.Question(sweep, sweeps)}");
        }
    }

    /// <summary>A line for each second or so in which cells were written.</summary>
    private sealed class ProgressLines(TextWriter output) : IProgress<ExportProgress>
    {
        private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);
        private long last = TimeProvider.System.GetTimestamp();

        public void Report(ExportProgress value)
        {
            if (value.Cells < value.AllCells && TimeProvider.System.GetElapsedTime(last) < Between)
            {
                return;
            }

            last = TimeProvider.System.GetTimestamp();
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{value.Cells} of {value.AllCells} cells, {value.Runs} runs, {value.Files} files, {value.Bytes:#,0} bytes"));
        }
    }
}
