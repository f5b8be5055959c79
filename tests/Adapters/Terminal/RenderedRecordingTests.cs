using Tracing.Adapters.Terminal;
using Tracing.Processes;

namespace Tracing.Adapters.Tests.Terminal;

public sealed class RenderedRecordingTests
{
    [Fact]
    public async Task What_an_agent_told_is_played_as_a_person_would_have_read_it()
    {
        using var folder = new TemporaryFolder();
        using (var recording = new RenderedRecording(AsciicastWriter.Create(folder["a.cast"], new AsciicastHeader { StartNanoseconds = 0 })))
        {
            recording.Said(1_000_000_000, "I will look.\n\n");
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
}
