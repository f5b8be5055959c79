using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Tracing.Query.Export;
using Tracing.Query.Tests.Support;
using Tracing.Storage.Rows;
using Tracing.Storage.Writes;
using Tracing.Vocabulary;

namespace Tracing.Query.Tests.Pages;

/// <summary>What came of a recording while it was made stands in its place until it is whole.</summary>
public sealed class LiveRecordingTests(EngineFixture.EngineFixture engine)
{
    private const string Path = "/cell/a/m/c/t?sweep=s";

    private static readonly string[] Lines = ["{\"version\":3,\"term\":{\"cols\":80,\"rows\":24}}\n[0.5,\"o\",\"begun\"]\n", "[0.5,\"o\",\"goes on\"]\n", "[0.5,\"o\",\"and on\"]\n"];

    [Fact]
    public async Task Of_a_run_that_goes_on_there_is_what_came_so_far_and_each_reader_gets_what_is_new_to_it()
    {
        await using QueryHost host = await StartAsync(RunStates.Running, Live);
        await RawLogs.InsertChunksAsync(host.Database, "r", ArtifactKinds.RecordingLive, ArtifactMakings.Pty, "", [.. Lines.Select(Packed)]);

        string section = PageReading.Section(await host.PageAsync(Path), "playback");
        PageReading.Tells("Recorded from the agent's real terminal. It is still being made: this is as far as it has come.", PageReading.Text(section));
        Assert.Contains("data-live=\"\" data-size=\"99\"", section, StringComparison.Ordinal);
        Assert.Equal((string.Concat(Lines), null), await RecordingAsync(host));
        Assert.Equal((string.Concat(Lines), "3"), await RecordingAsync(host, "0"));
        Assert.Equal((Lines[2], "3"), await RecordingAsync(host, "2"));
        Assert.Equal(("", "3"), await RecordingAsync(host, "3"));
        foreach (string from in (string[])["-1", "x", "4294967296", ""])
        {
            using HttpResponseMessage refused = await host.Http.GetAsync(new Uri("/recording?run=r&from=" + from, UriKind.Relative), QueryHost.Cancellation);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        JsonElement run = (await host.AskAsync("{run(id:\"r\"){recording{live complete made text cut:text(maxBytes:60)} artifacts{kind}}}")).Data.GetProperty("run");
        JsonElement recording = run.GetProperty("recording");
        Assert.Equal((true, false, "pty", string.Concat(Lines)), (recording.GetProperty("live").GetBoolean(), recording.GetProperty("complete").GetBoolean(), recording.GetProperty("made").GetString(), recording.GetProperty("text").GetString()));
        Assert.Equal(string.Concat(Lines)[..60], recording.GetProperty("cut").GetString());
        Assert.Equal("recording_live", Assert.Single(run.GetProperty("artifacts").EnumerateArray()).GetProperty("kind").GetString());
    }

    [Fact]
    public async Task It_ends_before_a_piece_that_is_missing_or_damaged()
    {
        await using QueryHost missing = await StartAsync(RunStates.Running, Live);
        await RawLogs.InsertChunksAsync(missing.Database, "r", ArtifactKinds.RecordingLive, ArtifactMakings.Pty, "", Packed(Lines[0]), null, Packed(Lines[2]));
        await using QueryHost damaged = await StartAsync(RunStates.Running, Live);
        await RawLogs.InsertChunksAsync(damaged.Database, "r", ArtifactKinds.RecordingLive, ArtifactMakings.Pty, "", Packed(Lines[0]), [1, 2, 3], Packed(Lines[2]));

        foreach (QueryHost host in (QueryHost[])[missing, damaged])
        {
            Assert.Equal((Lines[0], null), await RecordingAsync(host));
            Assert.Equal((Lines[0], "1"), await RecordingAsync(host, "0"));
            Assert.Equal(("", "1"), await RecordingAsync(host, "1"));
            Assert.Equal(Lines[0], (await host.AskAsync("{run(id:\"r\"){recording{text}}}")).Data.GetProperty("run").GetProperty("recording").GetProperty("text").GetString());
        }
    }

    [Fact]
    public async Task Keys_in_what_the_terminal_wrote_are_hidden_and_all_else_stays_as_it_is()
    {
        string leak = "[0.5,\"o\",\"a \\\"key\\\":\\nsk-proj-abcdefgh12345678 \\u001b[0m\"]\n";
        await using QueryHost live = await StartAsync(RunStates.Running, Live);
        await RawLogs.InsertChunksAsync(live.Database, "r", ArtifactKinds.RecordingLive, ArtifactMakings.Pty, "", Packed(Lines[0]), Packed(Lines[1] + leak));
        await using QueryHost whole = await StartAsync(RunStates.Finished, Whole with { Encoding = ArtifactEncodings.Gzip });
        await RawLogs.InsertChunksAsync(whole.Database, "r", ArtifactKinds.Recording, ArtifactMakings.Pty, "h", Packed(Lines[0] + leak + Lines[1].TrimEnd()));

        string shown = "[0.5,\"o\",\"a \\\"key\\\":\\n[redacted] \\u001B[0m\"]\n";
        Assert.Equal((Lines[0] + Lines[1] + shown, null), await RecordingAsync(live));
        Assert.Equal((Lines[1] + shown, "2"), await RecordingAsync(live, "1"));
        Assert.Equal((Lines[0] + shown + Lines[1].TrimEnd(), null), await RecordingAsync(whole));
    }

    [Fact]
    public async Task Of_a_packed_recording_whose_end_is_missing_what_came_is_answered()
    {
        await using QueryHost host = await StartAsync(RunStates.Finished, Whole with { Encoding = ArtifactEncodings.Gzip, Complete = false });
        byte[] packed = Packed(Lines[0] + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"[0.1,\"o\",\"{i * 7919}\"]\n")));
        await RawLogs.InsertChunksAsync(host.Database, "r", ArtifactKinds.Recording, ArtifactMakings.Pty, "h", packed[..(packed.Length / 2)]);

        (string text, _) = await RecordingAsync(host);
        Assert.StartsWith(Lines[0] + "[0.1,\"o\",\"0\"]", text, StringComparison.Ordinal);
        Assert.True(text.Length > 100_000);
    }

    [Fact]
    public async Task A_piece_that_unpacks_to_far_more_than_a_piece_holds_is_damaged()
    {
        await using QueryHost host = await StartAsync(RunStates.Running, Live);
        await RawLogs.InsertChunksAsync(host.Database, "r", ArtifactKinds.RecordingLive, ArtifactMakings.Pty, "", Packed(Lines[0]), Packed(new string(' ', 16 << 20)));

        Assert.Equal((Lines[0], "1"), await RecordingAsync(host, "0"));
    }

    [Fact]
    public async Task Where_the_recording_did_not_arrive_whole_the_page_says_that_it_shows_what_came()
    {
        await using QueryHost host = await StartAsync(RunStates.InfrastructureFailed, Live, Whole with { Complete = false });
        await RawLogs.InsertChunksAsync(host.Database, "r", ArtifactKinds.RecordingLive, ArtifactMakings.Pty, "", Packed(Lines[0]));

        string section = PageReading.Section(await host.PageAsync(Path), "playback");
        PageReading.Tells("The recording did not arrive whole: this is what came while the agent ran.", PageReading.Text(section));
        Assert.Equal((Lines[0], null), await RecordingAsync(host));
    }

    [Fact]
    public async Task The_whole_recording_takes_its_place_everywhere()
    {
        await using QueryHost host = await StartAsync(RunStates.Finished, Live, Whole);
        await RawLogs.InsertChunksAsync(host.Database, "r", ArtifactKinds.RecordingLive, ArtifactMakings.Pty, "", Packed(Lines[0]));
        await RawLogs.InsertChunksAsync(host.Database, "r", ArtifactKinds.Recording, ArtifactMakings.Pty, "h", Encoding.UTF8.GetBytes(string.Concat(Lines)));

        string page = await host.PageAsync(Path);
        Assert.DoesNotContain("recording_live", page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-live", page, StringComparison.Ordinal);
        PageReading.Tells("Artifacts (1)", PageReading.Text(page));
        Assert.Equal((string.Concat(Lines), null), await RecordingAsync(host));
        JsonElement run = (await host.AskAsync("{run(id:\"r\"){recording{live complete} artifacts{kind}}}")).Data.GetProperty("run");
        Assert.Equal("""{"live":false,"complete":true}""", run.GetProperty("recording").GetRawText());
        Assert.Equal("recording", Assert.Single(run.GetProperty("artifacts").EnumerateArray()).GetProperty("kind").GetString());
    }

    [Fact]
    public async Task An_export_holds_what_came_where_there_is_no_other_and_else_the_whole_alone()
    {
        await using QueryHost killed = await StartAsync(RunStates.InfrastructureFailed, Live);
        await RawLogs.InsertChunksAsync(killed.Database, "r", ArtifactKinds.RecordingLive, ArtifactMakings.Pty, "", Packed(Lines[0]), null, Packed(Lines[2]));
        await using QueryHost whole = await StartAsync(RunStates.Finished, Live, Whole);
        await RawLogs.InsertChunksAsync(whole.Database, "r", ArtifactKinds.RecordingLive, ArtifactMakings.Pty, "", Packed(Lines[0]));
        await RawLogs.InsertChunksAsync(whole.Database, "r", ArtifactKinds.Recording, ArtifactMakings.Pty, "h", Encoding.UTF8.GetBytes(string.Concat(Lines)));

        (string cast, string otlp, string page) = await ExportAsync(killed);
        Assert.Equal(Lines[0], cast);
        Assert.Equal(2, otlp.Split("recording_live").Length - 1);
        PageReading.Tells("The recording did not arrive whole", PageReading.Text(page));

        (cast, otlp, page) = await ExportAsync(whole);
        Assert.Equal(string.Concat(Lines), cast);
        Assert.DoesNotContain("recording_live", otlp + page, StringComparison.Ordinal);
    }

    private static async Task<(string Cast, string Otlp, string Page)> ExportAsync(QueryHost host)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("tracing-live-");
        try
        {
            string to = System.IO.Path.Join(folder.FullName, "out");
            await new SweepExport(host.Store, new QueryOptions()).RunAsync(new ExportOrder("s", to, Replace: false, ExportFormats.All), new Progress<ExportProgress>(), QueryHost.Cancellation);
            Task<string> Read(string pattern) => File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(to, pattern, SearchOption.AllDirectories)), QueryHost.Cancellation);
            string page = Assert.Single(Directory.GetFiles(System.IO.Path.Join(to, "cells"), "*.html", SearchOption.AllDirectories));
            return (await Read("recording.cast"), await Read("trace.otlp.jsonl"), await File.ReadAllTextAsync(page, QueryHost.Cancellation));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ArtifactRow Live => new()
    {
        RunId = "r", Version = 1, Kind = ArtifactKinds.RecordingLive, Format = ArtifactFormats.AsciicastV3, Made = ArtifactMakings.Pty, Sha256 = "", Size = 99, Chunks = 3, Complete = false, Truncated = false, Encoding = "gzip",
    };

    private static ArtifactRow Whole => Live with { Kind = ArtifactKinds.Recording, Sha256 = "h", Complete = true, Encoding = "" };

    private async Task<QueryHost> StartAsync(string state, params ArtifactRow[] artifacts)
    {
        QueryHost host = await QueryHost.StartAsync(engine);
        await host.Store.Derived.WriteAsync(new DerivedRows { Runs = [Support.Runs.Run("s/a/m/c/t", "r", state: state)], Artifacts = [.. artifacts] }, QueryHost.Cancellation);
        return host;
    }

    private static async Task<(string Text, string? Next)> RecordingAsync(QueryHost host, string? from = null)
    {
        using HttpResponseMessage answer = await host.Http.GetAsync(new Uri("/recording?run=r" + (from is null ? "" : "&from=" + from), UriKind.Relative), QueryHost.Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadAsStringAsync(QueryHost.Cancellation), answer.Headers.TryGetValues("Recording-Next", out IEnumerable<string>? next) ? next.Single() : null);
    }

    private static byte[] Packed(string text)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
