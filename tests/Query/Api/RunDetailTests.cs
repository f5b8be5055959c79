using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Tracing.Query.Tests.Support;
using Tracing.Storage.Rows;
using Tracing.Storage.Writes;
using Tracing.Vocabulary;

namespace Tracing.Query.Tests.Api;

/// <summary>What belongs to a run: logs, changes, artifacts, sources.</summary>
public sealed class RunDetailTests(EngineFixture.EngineFixture engine)
{
    private const string LogQuery = "query($run:ID!,$first:Int,$after:String,$event:String){run(id:$run){logs(first:$first,after:$after,event:$event){nodes{body bodyType severityNumber eventName attributes{key value type}} pageInfo{hasNextPage endCursor}}}}";
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    [Fact]
    public async Task Pages_of_logs_hold_every_record_once_while_others_arrive()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await StoreAsync(host, "r");
        await RawLogs.InsertAsync(host.Database, Enumerable.Range(0, 20).Select(i => new RawLog("r", Runs.Epoch + (i / 3 * Runs.Second), $"line {i}", i + 1)));
        await RawLogs.InsertAsync(host.Database, new RawLog("r", Runs.Epoch, "line 0", 1), new RawLog("q", Runs.Epoch, "of another", 99));
        List<string> seen = [];
        string? after = null;
        for (int page = 0; page < 20; page++)
        {
            JsonElement logs = (await host.AskAsync(LogQuery, new { run = "r", first = 6, after })).Data.GetProperty("run").GetProperty("logs");
            seen.AddRange(logs.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("body").GetString()!));
            after = logs.GetProperty("pageInfo").GetProperty("endCursor").GetString();
            await RawLogs.InsertAsync(host.Database, new RawLog("r", Runs.Epoch - Runs.Second, $"earlier {page}", 200 + page));
            if (!logs.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean())
            {
                break;
            }
        }

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"line {i}").Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_call_that_several_told_of_shows_who_told_what_and_what_the_others_said()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        ModelCallRow folded = new()
        {
            RunId = "r", Version = 1, Index = 0, TraceId = Trace, SpanId = "00f067aa0ba902b7", StartedAt = Runs.Epoch, Model = "m", Status = "ok", Attempt = 1,
            Source = FactSources.Proxy, PromptTokens = 12, FinishReason = "stop",
            FieldSources = new Dictionary<string, string> { ["finishReason"] = FactSources.Log },
            Others = """[{"source":"log","promptTokens":11}]""",
        };
        await host.Store.Derived.WriteAsync(
            new DerivedRows { Runs = [Runs.Run("s/a/m/c/t", "r")], ModelCalls = [folded, folded with { Index = 1, FieldSources = new Dictionary<string, string>(), Others = "" }] },
            QueryHost.Cancellation);

        JsonElement calls = (await host.AskAsync("{run(id:\"r\"){modelCalls{source fieldSources{field source} otherTellings}}}")).Data.GetProperty("run").GetProperty("modelCalls");

        Assert.Equal("""{"source":"proxy","fieldSources":[{"field":"finishReason","source":"log"}],"otherTellings":[{"source":"log","promptTokens":11}]}""", calls[0].GetRawText());
        Assert.Equal("""{"source":"proxy","fieldSources":[],"otherTellings":null}""", calls[1].GetRawText());
    }

    [Fact]
    public async Task Logs_are_filtered_by_event_and_a_cursor_of_another_run_or_event_is_refused()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await StoreAsync(host, "r", "q");
        await RawLogs.InsertAsync(host.Database, new RawLog("r", Runs.Epoch, "plain", 1), new RawLog("r", Runs.Epoch, "told", 2) { EventName = "an.event", Attributes = new() { ["k"] = "v" } }, new RawLog("r", Runs.Epoch, "more", 3));

        JsonElement told = (await host.AskAsync(LogQuery, new { run = "r", @event = "an.event" })).Data.GetProperty("run").GetProperty("logs");
        JsonElement first = (await host.AskAsync(LogQuery, new { run = "r", first = 1 })).Data.GetProperty("run").GetProperty("logs");
        string? cursor = first.GetProperty("pageInfo").GetProperty("endCursor").GetString();

        JsonElement record = Assert.Single(told.GetProperty("nodes").EnumerateArray());
        Assert.Equal(("told", 9, "an.event", "k", "v", "STRING"), (record.GetProperty("body").GetString(), record.GetProperty("severityNumber").GetInt32(), record.GetProperty("eventName").GetString(), record.GetProperty("attributes")[0].GetProperty("key").GetString(), record.GetProperty("attributes")[0].GetProperty("value").GetString(), record.GetProperty("attributes")[0].GetProperty("type").GetString()));
        Assert.Equal("BAD_CURSOR", (await host.AskAsync(LogQuery, new { run = "q", first = 1, after = cursor })).Code);
        Assert.Equal("BAD_CURSOR", (await host.AskAsync(LogQuery, new { run = "r", first = 1, after = cursor, @event = "an.event" })).Code);
    }

    [Fact]
    public async Task Changes_come_from_log_records_and_span_events_once_each()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await StoreAsync(host, "r");
        RawLog change = new("r", Runs.Epoch, "--- a\n+++ b\n", 1)
        {
            EventName = EventNames.FileChange,
            Attributes = new() { [StandardAttributes.FilePath] = "src/a.go", [BenchAttributes.Change] = FileChanges.Modified, [BenchAttributes.ChangeExpected] = "false", [BenchAttributes.ChangeSha256After] = "ab" },
        };
        await RawLogs.InsertAsync(host.Database, change, change with { Row = 2 });
        await RawSpans.InsertAsync(host.Database, RawSpans.Span(Trace, "00000000000000a1", Runs.Epoch, runId: "r") with
        {
            Events = [new SpanEventRow(Runs.Epoch + 1, EventNames.FileChange, [new(StandardAttributes.FilePath, "b.txt", AttributeType.String), new(BenchAttributes.Change, FileChanges.Renamed, AttributeType.String), new(BenchAttributes.ChangeFrom, "old.txt", AttributeType.String)])],
        });

        JsonElement[] changes = [.. (await host.AskAsync("{run(id:\"r\"){changes{path previousPath change expected sha256Before sha256After diff}}}")).Data.GetProperty("run").GetProperty("changes").EnumerateArray()];

        Assert.Equal("""{"path":"b.txt","previousPath":"old.txt","change":"renamed","expected":null,"sha256Before":null,"sha256After":null,"diff":null}""", changes[0].GetRawText());
        Assert.Equal(("src/a.go", "modified", false, "ab", "--- a\n+++ b\n"), (changes[1].GetProperty("path").GetString(), changes[1].GetProperty("change").GetString(), changes[1].GetProperty("expected").GetBoolean(), changes[1].GetProperty("sha256After").GetString(), changes[1].GetProperty("diff").GetString()));
        Assert.Equal(2, changes.Length);
    }

    [Fact]
    public async Task The_text_of_an_artifact_is_bounded_unpacked_and_cut_at_a_whole_character()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        byte[] text = Encoding.UTF8.GetBytes("one ünd two");
        byte[] packed = Packed(new string('a', 5_000_000));
        await host.Store.Derived.WriteAsync(
            new DerivedRows
            {
                Runs = [Runs.Run("s/a/m/c/t", "r")],
                Artifacts = [Artifact("stdout", "verbatim", "", "h1"), Artifact("recording", "pty", "gzip", "h2"), Artifact("recording", "rendered", "", "h3"), Artifact("grade", "verbatim", "", "h4"), Artifact("stderr", "verbatim", "gzip", "h5")],
            },
            QueryHost.Cancellation);
        await RawLogs.InsertChunksAsync(host.Database, "r", "stdout", "verbatim", "h1", text[..6], text[6..]);
        await RawLogs.InsertChunksAsync(host.Database, "r", "recording", "pty", "h2", packed[..100], packed[100..]);
        await RawLogs.InsertChunksAsync(host.Database, "r", "grade", "verbatim", "h4", [0xFF, 0xFE, 0x00, 0xC3, 0x28]);
        await RawLogs.InsertChunksAsync(host.Database, "r", "stderr", "verbatim", "h5", [1, 2, 3, 4]);

        JsonElement run = (await host.AskAsync("{run(id:\"r\"){recording{made format complete size text(maxBytes:1000000)} artifacts{kind whole:text cut:text(maxBytes:5)}}}")).Data.GetProperty("run");

        Dictionary<string, (string?, string?)> texts = run.GetProperty("artifacts").EnumerateArray().Where(one => one.GetProperty("kind").GetString() != "recording")
            .ToDictionary(one => one.GetProperty("kind").GetString()!, one => (one.GetProperty("whole").GetString(), one.GetProperty("cut").GetString()));
        Assert.Equal(("one ünd two", "one "), texts["stdout"]);
        Assert.Equal((null, null), texts["grade"]);
        Assert.Equal((null, null), texts["stderr"]);
        Assert.Equal(("pty", new string('a', 1_000_000)), (run.GetProperty("recording").GetProperty("made").GetString(), run.GetProperty("recording").GetProperty("text").GetString()));
        Assert.Equal("LIMIT", (await host.AskAsync("{run(id:\"r\"){recording{text(maxBytes:2000000000)}}}")).Code);
        Assert.Equal("BAD_FILTER", (await host.AskAsync("{run(id:\"r\"){recording{text(maxBytes:0)}}}")).Code);
    }

    [Fact]
    public async Task Coverage_tells_what_each_source_told()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await host.Store.Derived.WriteAsync(new DerivedRows { Runs = [Runs.Run("s/a/m/c/t", "r")], AxisScores = [Runs.Score("r", "pass_rate", 1), Runs.Score("r", "tokens", null)] }, QueryHost.Cancellation);

        JsonElement sources = (await host.AskAsync("{run(id:\"r\"){coverage{sources{source modelCalls toolCalls scores}}}}")).Data.GetProperty("run").GetProperty("coverage").GetProperty("sources");

        Assert.Equal("""[{"source":"log","modelCalls":0,"toolCalls":0,"scores":2}]""", sources.GetRawText());
    }

    private static ArtifactRow Artifact(string kind, string made, string encoding, string sha256) => new()
    {
        RunId = "r", Version = 1, Kind = kind, Format = "text", Made = made, Sha256 = sha256, Size = 1, Chunks = 1, Complete = true, Truncated = false, Encoding = encoding,
    };

    private static byte[] Packed(string text)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private static async Task StoreAsync(QueryHost host, params string[] runs) =>
        await host.Store.Derived.WriteAsync(new DerivedRows { Runs = [.. runs.Select(run => Runs.Run("s/a/m/c/t", run))] }, QueryHost.Cancellation);
}
