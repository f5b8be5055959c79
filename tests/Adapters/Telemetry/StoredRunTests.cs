using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Tracing.Adapters.Telemetry;
using Tracing.Adapters.Terminal;
using Tracing.Adapters.Workdir;
using Tracing.Processes;
using Tracing.Scoring;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Tests.Telemetry;

/// <summary>What a run tells arrives in the real collector as it was meant.</summary>
[Trait("weight", "heavy")]
public sealed class StoredRunTests(CollectorFixture collector) : IClassFixture<CollectorFixture>
{
    private const string Question = """
        query($id: ID!) { run(id: $id) { state trial identity { agent model }
          spans { benchKind name spanId parentSpanId statusCode attributes { key value } }
          scores { axis value notApplicable details scorer }
          changes { path change expected diff }
          artifacts { kind format made sha256 complete truncated encoding text } } }
        """;

    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Spans_state_scores_changes_and_artifacts_of_a_run_are_its_own()
    {
        string prompt = string.Concat(Enumerable.Repeat("Fix /tmp/secret-run/work/calc.py with sk-very-secret.\n", 100));
        SentArtifact sent = await TellAsync("told", async run =>
        {
            run.State(RunStates.Running);
            RunSpan container = run.Start(BenchSpanKinds.Container, "codex in /tmp/secret-run/work");
            RunSpan tool = run.Start(BenchSpanKinds.ToolCall, "shell", container);
            tool.Set(StandardAttributes.ProcessCommandArgs, ["cat", "/tmp/secret-run/work/a", "sk-very-secret"]);
            tool.Fail("exit_1", "sk-very-secret is wrong");
            tool.End();
            container.Set(StandardAttributes.ProcessExitCode, 0);
            container.Set(BenchAttributes.TimedOut, false);
            container.End();
            run.Score(new AxisScore { Axis = AxisNames.PassRate, Value = 1, Details = """{"why":"sk-very-secret"}""", ScorerVersion = "1" });
            run.Score(new AxisScore { Axis = AxisNames.Refusal, NotApplicable = true, Details = "{}", ScorerVersion = "1" });
            run.FileChange(new WorkdirChange { Change = FileChanges.Added, Path = "a.py", Diff = "+token = 'sk-very-secret'\n" }, [GlobPattern.Parse("*.py")]);
            SentArtifact artifact = await run.ArtifactAsync(new ArtifactDescription(ArtifactKinds.Prompt, ArtifactFormats.Text, ArtifactMakings.Verbatim), Encoding.UTF8.GetBytes(prompt), cancellation);
            run.Root.End();
            run.State(RunStates.Finished);
            return artifact;
        });

        JsonElement stored = await AskAsync("told", run => run.GetProperty("spans").GetArrayLength() == 3 && run.GetProperty("artifacts").GetArrayLength() == 1 && run.GetProperty("state").ToString() == "FINISHED");
        string expected = prompt.Replace("/tmp/secret-run/work", "/workspace", StringComparison.Ordinal).Replace("sk-very-secret", "[redacted]", StringComparison.Ordinal);
        JsonElement artifact = stored.GetProperty("artifacts")[0];
        Assert.Equal((expected, "gzip", true, false), (artifact.GetProperty("text").GetString(), artifact.GetProperty("encoding").GetString(), artifact.GetProperty("complete").GetBoolean(), artifact.GetProperty("truncated").GetBoolean()));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(expected))), artifact.GetProperty("sha256").GetString());
        Assert.Equal(artifact.GetProperty("sha256").GetString(), sent.Sha256);
        Dictionary<string, JsonElement> spans = stored.GetProperty("spans").EnumerateArray().ToDictionary(span => span.GetProperty("benchKind").GetString()!);
        Assert.Equal("codex in /workspace", spans["container"].GetProperty("name").GetString());
        Assert.Equal(Id(spans["adapter_run"], "spanId"), Id(spans["container"], "parentSpanId"));
        Assert.Equal(Id(spans["container"], "spanId"), Id(spans["tool_call"], "parentSpanId"));
        Dictionary<string, JsonElement> scores = stored.GetProperty("scores").EnumerateArray().ToDictionary(score => score.GetProperty("axis").GetString()!);
        Assert.Equal((1, true), (scores["pass_rate"].GetProperty("value").GetDouble(), scores["refusal"].GetProperty("notApplicable").GetBoolean()));
        JsonElement change = stored.GetProperty("changes")[0];
        Assert.Equal(("a.py", true, "+token = '[redacted]'\n"), (change.GetProperty("path").GetString(), change.GetProperty("expected").GetBoolean(), change.GetProperty("diff").GetString()));
        string everything = stored.GetRawText();
        Assert.DoesNotContain("sk-very-secret", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("/tmp/secret-run", everything, StringComparison.Ordinal);
        Assert.Contains("[redacted] is wrong", await EngineFace.AskAsync(collector.Tracing.Engine, "SELECT StatusMessage FROM tracing.otel_traces WHERE RunId = 'told' AND SpanName = 'shell'", cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_artifact_is_whole_and_a_larger_one_is_cut_and_says_so()
    {
        const int Limit = 64 << 20;
        byte[] bytes = new byte[Limit + 12_345];
        new Random(64).NextBytes(bytes);
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("äöü", 30_000)));

        (SentArtifact whole, SentArtifact cut) = await TellAsync("large", async run => (
            await run.ArtifactAsync(new ArtifactDescription(ArtifactKinds.Stdout, ArtifactFormats.Text, ArtifactMakings.Verbatim), bytes.AsMemory(0, Limit), cancellation),
            await run.ArtifactAsync(new ArtifactDescription(ArtifactKinds.Stderr, ArtifactFormats.Text, ArtifactMakings.Verbatim), bytes, cancellation)));
        SentArtifact letters = await TellAsync(
            "large", run => run.ArtifactAsync(new ArtifactDescription(ArtifactKinds.Diff, ArtifactFormats.Text, ArtifactMakings.Verbatim), text, cancellation), maxArtifactBytes: 2001);

        await EngineFace.AskUntilAsync(
            collector.Tracing.Engine, "SELECT uniqExact(Kind, Sequence) FROM tracing.artifact_chunks WHERE RunId = 'large'", answer => answer == "513", cancellation);
        byte[] stored = await EngineFace.ArtifactAsync(collector.Tracing.Engine, "large", "stdout", cancellation);
        Assert.Equal(whole, new SentArtifact(Convert.ToHexStringLower(SHA256.HashData(stored)), stored.Length, Truncated: false));
        Assert.Equal(whole.Sha256, Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, Limit))));
        Assert.Equal(whole with { Truncated = true }, cut with { Size = whole.Size, Sha256 = whole.Sha256 });
        Assert.InRange(cut.Size, Limit - 3, Limit);
        await using var unpacked = new GZipStream(new MemoryStream(await EngineFace.ArtifactAsync(collector.Tracing.Engine, "large", "diff", cancellation)), CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        Assert.Equal(Encoding.UTF8.GetString(text, 0, 2000), await reader.ReadToEndAsync(cancellation));
        Assert.Equal((2000, true), (letters.Size, letters.Truncated));
        Assert.Equal("1", await EngineFace.AskAsync(collector.Tracing.Engine, "SELECT count() FROM tracing.artifact_chunks WHERE RunId = 'large' AND Kind = 'diff' AND Truncated", cancellation));
    }

    [Theory]
    [InlineData(AsciicastVersion.V2, "asciicast-v2", ArtifactMakings.Pty)]
    [InlineData(AsciicastVersion.V3, "asciicast-v3", ArtifactMakings.Rendered)]
    public async Task A_recording_is_stored_as_what_it_is(AsciicastVersion version, string format, string made)
    {
        using var folder = new TemporaryFolder();
        string run = "recorded-" + made;
        await TellAsync(run, async told =>
        {
            using (AsciicastWriter writer = AsciicastWriter.Create(folder["a.cast"], new AsciicastHeader { Version = version, StartNanoseconds = told.Clock.UnixNanoseconds }))
            {
                for (int line = 0; line < 1000; line++)
                {
                    writer.Output(told.Clock.UnixNanoseconds, Encoding.UTF8.GetBytes($"line {line}\r\n"));
                }

                writer.Complete(told.Clock.UnixNanoseconds, 0);
                await using FileStream recording = File.OpenRead(folder["a.cast"]);
                told.Root.End();
                return await told.ArtifactAsync(writer.Artifact(made), recording, cancellation);
            }
        });

        using var graphQl = new GraphQlClient(collector.Tracing.Query);
        JsonElement answer = await graphQl.AskUntilAsync(
            "query($id: ID!) { run(id: $id) { recording { format made complete truncated text(maxBytes: 1048576) } } }",
            new { id = run },
            data => data.GetProperty("run") is { ValueKind: JsonValueKind.Object } found && found.GetProperty("recording").ValueKind == JsonValueKind.Object,
            cancellation);
        JsonElement stored = answer.GetProperty("run").GetProperty("recording");
        Assert.Equal((format, made), (stored.GetProperty("format").GetString(), stored.GetProperty("made").GetString()));
        Assert.Equal((true, false), (stored.GetProperty("complete").GetBoolean(), stored.GetProperty("truncated").GetBoolean()));
        Assert.Equal(await File.ReadAllTextAsync(folder["a.cast"], cancellation), stored.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Hostile_values_arrive_and_take_nothing_with_them()
    {
        string[] hostile = ["\uD800 alone", "\0\u0001\u001b[31m", "</script><!--", "'; DROP TABLE otel_traces --", "\"}]}", new string('x', 1 << 20), "\u202e\ufeff"];
        await TellAsync("hostile", run =>
        {
            for (int i = 0; i < hostile.Length; i++)
            {
                RunSpan span = run.Start(BenchSpanKinds.ToolCall, hostile[i]);
                span.Set(GenAiAttributes.ToolName, hostile[i]);
                span.Set("number", i % 2 == 0 ? double.NaN : double.NegativeInfinity);
                span.Set(hostile[i][..Math.Min(8, hostile[i].Length)], hostile);
                span.End();
            }

            run.State(RunStates.Finished, hostile[0]);
            run.Root.End();
            return Task.FromResult(0);
        });

        string count = await EngineFace.AskUntilAsync(
            collector.Tracing.Engine, "SELECT count() FROM tracing.otel_traces WHERE RunId = 'hostile'", answer => answer == "8", cancellation);
        Assert.Equal("8", count);
        Assert.Equal("1", await EngineFace.AskAsync(
            collector.Tracing.Engine, "SELECT count() FROM tracing.otel_traces WHERE RunId = 'hostile' AND SpanName = '\\'; DROP TABLE otel_traces --' AND SpanAttributes['number'] = '-Infinity'", cancellation));
    }

    [Fact]
    public async Task A_sweeps_declaration_is_what_its_completeness_is_measured_by()
    {
        using var folder = new TemporaryFolder();
        await using TelemetrySpool spool = Open(folder.Path);
        RunTelemetry.SweepDeclared(spool, new SweepDeclaration { Sweep = "declared", Agents = ["a", "b"], Models = ["v/m"], Tasks = ["c/t"], Trials = 3 }, TimeProvider.System);
        Assert.Equal(default, await spool.FlushAsync(TimeSpan.FromMinutes(1), cancellation));

        string body = await EngineFace.AskUntilAsync(
            collector.Tracing.Engine,
            "SELECT Body FROM tracing.otel_logs WHERE EventName = 'bench.sweep.declared' AND ResourceAttributes['bench.sweep.id'] = 'declared'",
            answer => answer.Length > 0,
            cancellation);
        Assert.Equal("""{"agents":["a","b"],"models":["v/m"],"tasks":["c/t"],"trials":3}""", body);
    }

    private async Task<T> TellAsync<T>(string run, Func<RunTelemetry, Task<T>> tell, long maxArtifactBytes = 64 << 20)
    {
        using var folder = new TemporaryFolder();
        await using TelemetrySpool spool = Open(folder.Path);
        var redaction = new Redaction(["sk-very-secret"], new Dictionary<string, string> { ["/tmp/secret-run/work"] = "/workspace" });
        var resource = new RunResource { RunId = run, Cell = new CellId("sweep", "agent", "vendor/model", "category", "task"), Trial = 2 };
        T told = await tell(new RunTelemetry(resource, spool, TimeProvider.System, redaction) { MaxArtifactBytes = maxArtifactBytes });
        Assert.Equal(default, await spool.FlushAsync(TimeSpan.FromMinutes(2), cancellation));
        Assert.Equal((0, 0, 0), (spool.Refused, spool.Rejected, spool.Dropped));
        return told;
    }

    private TelemetrySpool Open(string folder) => new(new SpoolOptions { Folder = folder }, collector.Client, TimeProvider.System, NullLoggerFactory.Instance);

    private async Task<JsonElement> AskAsync(string run, Func<JsonElement, bool> fits)
    {
        using var graphQl = new GraphQlClient(collector.Tracing.Query);
        JsonElement answer = await graphQl.AskUntilAsync(
            Question, new { id = run }, data => data.GetProperty("run") is { ValueKind: JsonValueKind.Object } found && fits(found), cancellation);
        return answer.GetProperty("run");
    }

    private static string? Id(JsonElement span, string name) => span.GetProperty(name).GetString();
}
