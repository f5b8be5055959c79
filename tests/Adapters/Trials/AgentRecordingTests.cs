using Tracing.Adapters.Agents;
using Tracing.Adapters.Agents.Definitions;
using Tracing.Adapters.Sandboxes;
using Tracing.Adapters.Telemetry;
using Tracing.Adapters.Terminal;
using Tracing.Adapters.Tests.Terminal;
using Tracing.Adapters.Trials;
using Tracing.Processes;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Tests.Trials;

/// <summary>Real programs, whose recording leaves while they run and again when they have ended.</summary>
public sealed class AgentRecordingTests : IDisposable
{
    private const string Secret = "sk-very-secret";

    private readonly TemporaryFolder folder = new();
    private readonly StandingClock clock = new();
    private readonly AwaitedPieces sent = new();
    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(AsciicastVersion.V2, "command", "pty", "printf 'begun sk-very'; sleep 0.1; echo '-secret '", "echo over", "begun ", "[redacted]", "over")]
    [InlineData(AsciicastVersion.V3, "command", "pty", "printf 'begun sk-very'; sleep 0.1; echo '-secret '", "echo over", "begun ", "[redacted]", "over")]
    [InlineData(
        AsciicastVersion.V3,
        "codex",
        "rendered",
        """echo '{"type":"item.completed","item":{"id":"1","type":"agent_message","text":"begun sk-very-secret "}}'""",
        """echo '{"type":"item.completed","item":{"id":"2","type":"agent_message","text":"over"}}'""",
        "begun [redacted]",
        "[redacted]",
        "over")]
    public async Task What_it_shows_is_sent_while_it_runs_and_all_of_it_when_it_has_ended(
        AsciicastVersion version, string agent, string made, string before, string after, string early, string hidden, string late)
    {
        using RunFolder run = RunFolder.Create(folder["runs"], new RunNote("live", "s/a/m/c/t", 1, Guid.CreateVersion7().ToString("N")));
        var telemetry = new RunTelemetry(new RunResource { RunId = "live", Cell = new CellId("s", "a", "m", "c", "t") }, sent, clock, new Redaction([Secret], []));
        var execution = new CommandExecution(run, new PlainSandbox(run.Folders, new SandboxAddresses(new Uri("http://127.0.0.1:1"), null), namespaces: false), TimeProvider.System);
        var recording = new AgentRecording(execution, telemetry, run.CaptureFile("recording")) { Version = version };
        string script = $"{before}; until [ -e '{folder["go"]}' ]; do sleep 0.05; done; {after}; exit 4";
        var command = new SandboxCommand { Arguments = ["bash", "-c", script], Environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" }, Network = true };

        Task<CommandResult> ended = recording.RunAsync(command, TimeSpan.FromMinutes(5), new AgentReading(AgentRegistry.Find(agent) ?? new CommandAgent(agent, ["bash"]), run.Folders.Home), cancellation);
        string seen = await SeenAsync(early, made);
        await File.WriteAllTextAsync(folder["go"], "", cancellation);
        CommandResult result = await ended;

        Assert.Equal(4, result.Ending.ExitCode);
        Assert.DoesNotContain(late + "\\r", seen, StringComparison.Ordinal);
        SentPiece whole = sent.Rest()[^1];
        Assert.Equal((ArtifactKinds.Recording, made, "true"), (whole.Kind, whole.Attributes["bench.artifact.made"], whole.Attributes["bench.artifact.last"]));
        string text = whole.Attributes.ContainsKey("bench.artifact.encoding") ? whole.Text : System.Text.Encoding.UTF8.GetString(whole.Body);
        Assert.Equal("asciicast-" + version.ToString().ToLowerInvariant(), whole.Attributes["bench.artifact.format"]);
        Assert.StartsWith($"{{\"version\":{(int)version},", text, StringComparison.Ordinal);
        Assert.Contains(hidden, text, StringComparison.Ordinal);
        Assert.Contains(late, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, text + seen, StringComparison.Ordinal);
        Assert.DoesNotContain("very", text + seen, StringComparison.Ordinal);
        Assert.StartsWith(seen, text, StringComparison.Ordinal);
    }

    // The program is as fast as it is: the timer fires until what it printed has left.
    private async Task<string> SeenAsync(string text, string made)
    {
        string seen = "";
        while (!seen.Contains(text, StringComparison.Ordinal))
        {
            clock.Fire();
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellation);
            foreach (SentPiece piece in sent.Rest())
            {
                Assert.Equal((ArtifactKinds.RecordingLive, made), (piece.Kind, piece.Attributes["bench.artifact.made"]));
                seen += piece.Text;
            }
        }

        return seen;
    }
}
