using Tracing.Adapters.Agents.Output;
using Tracing.Adapters.Terminal;
using Tracing.Processes;
using Tracing.Processes.Player;

namespace Tracing.Adapters.Tests.Terminal;

public sealed class RenderedRecordingTests
{
    [Fact]
    public async Task What_an_agent_told_is_played_as_a_person_would_have_read_it()
    {
        using var folder = new TemporaryFolder();
        using (var recording = new RenderedRecording(AsciicastWriter.Create(folder["a.cast"], new AsciicastHeader { StartNanoseconds = 0 })))
        {
            recording.Said(1_000_000_000, "I will look.");
            recording.Command(2_000_000_000, "ls");
            recording.Result(3_000_000_000, "a.py\nb.py\r\n\e[32mgreen\e[0m \e[2J\e[1;1H\e]0;title\a\e]8;;http://x\e\\link\ec\a\0done\e[?1049h");
            recording.Note(3_500_000_000, "second try");
            recording.Failed(4_000_000_000, "exit code 1");
            recording.Result(4_500_000_000, "\n");
            recording.Complete(5_000_000_000, 1);
            Assert.Equal(("recording", "asciicast-v3", "rendered", false), (recording.Artifact.Kind, recording.Artifact.Format, recording.Artifact.Made, recording.Artifact.Truncated));
        }

        PlayedRecording played = await PlayedRecording.ReadAsync(folder["a.cast"], TestContext.Current.CancellationToken);
        Assert.Equal(
            "I will look.\r\n\e[1m$ ls\e[0m\r\na.py\r\nb.py\r\n\e[32mgreen\e[0m linkdone\e[0m\r\n\e[2msecond try\e[0m\r\n\e[31mexit code 1\e[0m\r\n",
            played.Output);
        Assert.Equal(5, played.Duration, 6);
    }

    [Fact]
    public async Task What_an_agents_output_told_is_played_in_its_order_and_what_came_in_pieces_in_one()
    {
        DateTimeOffset at = DateTimeOffset.UnixEpoch.AddSeconds(1);
        AgentEvent[] told =
        [
            new AgentRecovered(at), new AgentSaid(at, "I will "), new AgentSaid(at, "look.", Continues: true), new AgentSaid(at, "Now."),
            new ToolStarted(at, "1", "Bash", "ls -la"), new ToolEnded(at, "1", "a.py\n", 2, Failed: true),
            new ToolStarted(at, "2", "read_file", "a.py"), new ToolEnded(at, "2", "", null, Failed: true),
            new AgentFailed(at, "overloaded"), new AgentRecovered(at), new AgentRecovered(at), new AgentSaid(at.AddSeconds(1), "Done."),
        ];
        using var folder = new TemporaryFolder();
        using (var recording = new RenderedRecording(AsciicastWriter.Create(folder["a.cast"], new AsciicastHeader { StartNanoseconds = 0, Version = AsciicastVersion.V2 })))
        {
            Array.ForEach(told, recording.Add);
            recording.Complete(2_000_000_000, 0);
        }

        PlayedRecording played = await PlayedRecording.ReadAsync(folder["a.cast"], TestContext.Current.CancellationToken);
        Assert.Equal(
            "I will look.\r\nNow.\r\n\e[1m$ ls -la\e[0m\r\na.py\r\n\e[31mexit code 2\e[0m\r\n\e[1m$ read_file a.py\e[0m\r\n\e[31mfailed\e[0m\r\n" +
            "\e[31moverloaded\e[0m\r\n\e[2mtried again with success\e[0m\r\nDone.\r\n",
            played.Output);
    }
}
