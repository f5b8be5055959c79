using System.Runtime.CompilerServices;
using System.Text.Json;
using Tracing.Query.Execution;
using Tracing.Query.Export;
using Tracing.Query.Tests.Support;
using Tracing.Storage;
using Tracing.Storage.Writes;
using Tracing.Vocabulary;

namespace Tracing.Query.Tests.Export;

/// <summary>What an export leaves in its folder, and what it leaves alone.</summary>
public sealed class SweepExportTests(EngineFixture.EngineFixture engine) : IDisposable
{
    private static readonly string[] Hostile =
    [
        "s/A1/v/m/c/t", "s/a1/v/m/c/t", "s/a 1/v/m/c/t", "s/a:1/v/m/c/t", "s/CON/v/nul/c/..", "s/../v/../../c/t", "s/<script>alert(1)</script>/\"'><img src=x>/\u202Ec/t",
        "s/" + new string('x', 900) + "/m/c/t", "s/" + new string('x', 899) + "y/m/c/t", "s/漢/字/c/t",
    ];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tracing-export-");

    private string To => Path.Join(folder.FullName, "out");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_sweep_becomes_its_pages_its_runs_and_a_manifest_that_names_every_file()
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);

        ExportProgress told = await ExportAsync(host.Store);

        Assert.Equal((9, 9, 25), (told.Cells, told.AllCells, told.Runs));
        string[] files = Files();
        Assert.Equal(told.Files, files.Length);
        Assert.Equal(told.Bytes, files.Sum(file => new FileInfo(Path.Join(To, file)).Length));
        using JsonDocument manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Join(To, "manifest.json"), QueryHost.Cancellation));
        Assert.Equal(
            files.Where(file => file != "manifest.json"),
            manifest.RootElement.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("path").GetString()));
        Assert.Contains("index.html", files);
        Assert.Contains("left-out.html", files);
        Assert.Contains("sweep/tokens.model-agent.html", files);
        Assert.Equal(9, files.Count(file => file.StartsWith("badges/", StringComparison.Ordinal)));
        Assert.Equal(9, files.Count(file => file.StartsWith("embed/", StringComparison.Ordinal)));
        Assert.Equal(24, files.Count(file => file.StartsWith("cells/", StringComparison.Ordinal)));
        Assert.Contains("runs/a1-t1-older/records.jsonl", files);
        Assert.Contains("runs/a1-t1-older/trace.otlp.jsonl", files);
        Assert.DoesNotContain(files, file => file.EndsWith(".cast", StringComparison.Ordinal));
        Assert.Equal(["out"], Directory.GetFileSystemEntries(folder.FullName).Select(Path.GetFileName));
    }

    [Fact]
    public async Task The_same_sweep_gives_the_same_bytes()
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);
        await ExportAsync(host.Store);
        string first = await File.ReadAllTextAsync(Path.Join(To, "manifest.json"), QueryHost.Cancellation);

        await ExportAsync(host.Store, replace: true);

        Assert.Equal(first, await File.ReadAllTextAsync(Path.Join(To, "manifest.json"), QueryHost.Cancellation));
    }

    [Fact]
    public async Task Names_that_were_made_to_harm_are_text_in_pages_and_files_of_their_own()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await host.Store.Derived.WriteAsync(
            new DerivedRows { Runs = [.. Hostile.Select((cell, i) => Runs.Run(cell, i % 2 == 0 ? $"../run:{i}" : $"..\\RUN:{i - 1}"))] }, QueryHost.Cancellation);

        await ExportAsync(host.Store);

        string[] files = Files();
        Assert.Equal(Hostile.Length, files.Count(file => file.StartsWith("cells/", StringComparison.Ordinal)));
        Assert.Equal(Hostile.Length, files.Count(file => file.EndsWith("/records.jsonl", StringComparison.Ordinal)));
        Assert.Equal(files.Length, files.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(files, file => Assert.Matches(@"\A([a-z0-9_]+/)?[a-z0-9_][a-z0-9_-]{0,95}(\.[a-z0-9_-]+){0,3}(/[a-z.]+)?\z", file));
        Assert.All(files.Where(file => file.EndsWith(".html", StringComparison.Ordinal)), file =>
        {
            string html = File.ReadAllText(Path.Join(To, file));
            Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);
        });
        Assert.Contains("&lt;script&gt;alert(1)&lt;", await File.ReadAllTextAsync(Path.Join(To, "index.html"), QueryHost.Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_asked_for_is_not_written()
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);

        ExportProgress told = await ExportAsync(host.Store, formats: ExportFormats.Jsonl);

        Assert.Equal(told.Runs + 1, told.Files);
        Assert.All(Files(), file => Assert.True(file == "manifest.json" || file.EndsWith("/records.jsonl", StringComparison.Ordinal), file));
    }

    [Fact]
    public async Task A_folder_that_holds_anything_is_left_as_it_is()
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);
        Directory.CreateDirectory(To);
        await File.WriteAllTextAsync(Path.Join(To, "mine.txt"), "mine", QueryHost.Cancellation);

        ExportException refused = await Assert.ThrowsAsync<ExportException>(() => ExportAsync(host.Store));
        ExportException notReplaced = await Assert.ThrowsAsync<ExportException>(() => ExportAsync(host.Store, replace: true));

        Assert.EndsWith("is not empty.", refused.Message, StringComparison.Ordinal);
        Assert.Contains("holds no export", notReplaced.Message, StringComparison.Ordinal);
        Assert.Equal(["mine.txt"], Files());
        Assert.Equal(["out"], Directory.GetFileSystemEntries(folder.FullName).Select(Path.GetFileName));
    }

    [Fact]
    public async Task An_earlier_export_is_replaced_when_asked_and_only_where_nothing_else_came_to_it()
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);
        await ExportAsync(host.Store);
        await host.Store.Derived.WriteAsync(new DerivedRows { Runs = [Runs.Run("s/a3/v/m/c/t1", "a3-t1-1")] }, QueryHost.Cancellation);

        ExportException refused = await Assert.ThrowsAsync<ExportException>(() => ExportAsync(host.Store));
        Assert.Contains("--replace", refused.Message, StringComparison.Ordinal);
        ExportProgress told = await ExportAsync(host.Store, replace: true, formats: ExportFormats.Jsonl);
        Assert.Equal((10, told.Files), (told.Cells, Files().Length));

        await File.WriteAllTextAsync(Path.Join(To, "runs", "mine.txt"), "mine", QueryHost.Cancellation);
        ExportException kept = await Assert.ThrowsAsync<ExportException>(() => ExportAsync(host.Store, replace: true));
        Assert.Contains("holds what no export wrote: runs/mine.txt", kept.Message, StringComparison.Ordinal);
        Assert.Equal(told.Files + 1, Files().Length);
    }

    [Fact]
    public async Task An_export_that_is_stopped_leaves_nothing()
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(QueryHost.Cancellation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ExportAsync(host.Store, told: _ => stop.Cancel(), cancellation: stop.Token));

        Assert.Empty(Directory.GetFileSystemEntries(folder.FullName));
    }

    [Fact]
    public async Task A_store_that_fails_in_the_middle_leaves_the_earlier_export()
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);
        await ExportAsync(host.Store);
        string before = await File.ReadAllTextAsync(Path.Join(To, "manifest.json"), QueryHost.Cancellation);
        using var failing = new WatchedEngine(host.Database.CreateHandler());
        await using var store = new ClickHouseStore(new StorageOptions { Database = host.Database.Name }, failing);

        await Assert.ThrowsAsync<QueryError>(() => ExportAsync(store, replace: true, told: progress => failing.IsAway = _ => progress.Cells == 3));

        Assert.Equal(before, await File.ReadAllTextAsync(Path.Join(To, "manifest.json"), QueryHost.Cancellation));
        Assert.Equal(["out"], Directory.GetFileSystemEntries(folder.FullName).Select(Path.GetFileName));
    }

    [Fact]
    public async Task What_a_killed_export_left_is_taken_away_and_two_at_once_are_refused()
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);
        string remains = Path.Join(folder.FullName, ".out.tracing-export");
        Directory.CreateDirectory(remains);
        await File.WriteAllTextAsync(Path.Join(remains, "half.html"), "half", QueryHost.Cancellation);
        await File.WriteAllTextAsync(remains + ".lock", "", QueryHost.Cancellation);
        Exception? second = null;

        await ExportAsync(host.Store, told: progress => second ??= Record.Exception(() => ExportFolder.Begin(To, replace: false).Dispose()));

        Assert.DoesNotContain("half.html", Files());
        Assert.Contains("is going on", Assert.IsType<ExportException>(second).Message, StringComparison.Ordinal);
        Assert.Equal(["out"], Directory.GetFileSystemEntries(folder.FullName).Select(Path.GetFileName));
    }

    [Fact]
    public async Task The_lines_of_a_run_hold_its_facts_by_type()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await SeedRun.StoreAsync(host);

        await ExportAsync(host.Store, sweep: "expansion-20260616", formats: ExportFormats.Jsonl);

        JsonElement[] lines = [.. (await File.ReadAllLinesAsync(Path.Join(To, "runs", SeedRun.Id, "records.jsonl"), QueryHost.Cancellation)).Select(line => JsonElement.Parse(line))];
        Assert.Equal(["run", "score", "span"], lines.Select(line => line.GetProperty("type").GetString()).Distinct());
        JsonElement run = lines[0];
        Assert.Equal("2026-06-17T07:00:43.396996Z", run.GetProperty("startedAt").GetString());
        Assert.Equal(15_573_750_000, run.GetProperty("durationNano").GetInt64());
        Assert.Equal(JsonValueKind.Null, run.GetProperty("promptTokens").ValueKind);
        Assert.Equal(5, lines.Count(line => line.GetProperty("type").GetString() == "span"));
        Assert.Contains(lines, line => line.GetProperty("type").GetString() == "score" && line.GetProperty("axis").GetString() == AxisNames.Composite);
        Dictionary<string, string> told = await DocumentedAsync();
        Assert.All(lines, line => Assert.Equal(
            told[line.GetProperty("type").GetString()!], string.Join(' ', line.EnumerateObject().Select(member => member.Name).Where(name => name is not ("type" or "runId")))));
    }

    [Fact]
    public async Task An_unknown_sweep_is_told_and_the_known_ones_are_there_to_choose_from()
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);
        var export = new SweepExport(host.Store, new QueryOptions());

        Assert.Equal(["s"], await export.SweepsAsync("t", QueryHost.Cancellation));
        await Assert.ThrowsAsync<QueryError>(() => ExportAsync(host.Store, sweep: "t"));
        Assert.False(Directory.Exists(To));
    }

    private Task<ExportProgress> ExportAsync(
        ClickHouseStore store, bool replace = false, string sweep = "s", ExportFormats formats = ExportFormats.All, Action<ExportProgress>? told = null, CancellationToken? cancellation = null) =>
        new SweepExport(store, new QueryOptions()).RunAsync(new ExportOrder(sweep, To, replace, formats), new Told(told), cancellation ?? QueryHost.Cancellation);

    // Rows of the table in docs/export.md: | `type` … | `members` |
    private static async Task<Dictionary<string, string>> DocumentedAsync([CallerFilePath] string thisFile = "") =>
        (await File.ReadAllLinesAsync(Path.Join(Path.GetDirectoryName(thisFile)!, "../../../docs/export.md"), QueryHost.Cancellation))
            .Select(line => line.Split('`'))
            .Where(parts => parts is ["| ", _, _, { } members, " |"] && members.Contains(' ', StringComparison.Ordinal))
            .ToDictionary(parts => parts[1], parts => parts[3]);

    private string[] Files() =>
        [.. Directory.GetFiles(To, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(To, file)).Order(StringComparer.Ordinal)];

    private sealed class Told(Action<ExportProgress>? told) : IProgress<ExportProgress>
    {
        public void Report(ExportProgress value) => told?.Invoke(value);
    }
}
