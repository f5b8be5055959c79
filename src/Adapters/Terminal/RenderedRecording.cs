using System.Text;
using System.Text.RegularExpressions;
using Tracing.Adapters.Agents.Output;
using Tracing.Adapters.Telemetry;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Terminal;

/// <summary>
/// A recording of an agent that had no terminal, made of what its machine-readable output tells, as a person would have read it. Colours of outputs
/// stay; whatever else would move the cursor, clear the screen or speak to the terminal is left out.
/// </summary>
/// <param name="writer">Writes it; disposed with this.</param>
public sealed partial class RenderedRecording(AsciicastWriter writer) : IDisposable
{
    private const string Bold = "\e[1m";
    private const string Dim = "\e[2m";
    private const string Red = "\e[31m";
    private const string Plain = "\e[0m";

    private static readonly string[] ShellNames = ["bash", "shell", "command", "terminal"];

    // What the agent says may come in pieces: its last line is ended by what follows.
    private bool isLineOpen;

    // A failure that the agent has not yet recovered from.
    private bool hasFailed;

    /// <summary>What the recording is as an artifact of a run.</summary>
    public ArtifactDescription Artifact => writer.Artifact(ArtifactMakings.Rendered);

    /// <summary>Writes what an agent's output told.</summary>
    /// <param name="told">What.</param>
    public void Add(AgentEvent told)
    {
        long at = RunClock.NanosecondsOf(told.At);
        switch (told)
        {
            case AgentSaid said:
                Said(at, said.Text, said.Continues);
                break;
            case ToolStarted tool:
                Command(at, ShellNames.Any(name => tool.Tool.Contains(name, StringComparison.OrdinalIgnoreCase)) ? tool.Input : $"{tool.Tool} {tool.Input}");
                break;
            case ToolEnded tool:
                Result(at, tool.Output);
                Failed(at, tool switch
                {
                    { ExitCode: { } code and not 0 } => FormattableString.Invariant($"exit code {code}"),
                    { Failed: true } => "failed",
                    _ => "",
                });
                break;
            case AgentFailed failure:
                hasFailed = true;
                Failed(at, failure.Message);
                break;
            case AgentRecovered when hasFailed:
                // Readers tell it of every step that went well: it is worth a word behind a failure only.
                hasFailed = false;
                Note(at, "tried again with success");
                break;
            default:
                break;
        }
    }

    /// <summary>The agent ran a command, or used a tool.</summary>
    /// <param name="nanoseconds">When, Unix nanoseconds.</param>
    /// <param name="command">The command line, or the tool and what it was given.</param>
    public void Command(long nanoseconds, string command) => Write(nanoseconds, Bold, "$ " + command);

    /// <summary>What a command or a tool gave.</summary>
    /// <param name="nanoseconds">When.</param>
    /// <param name="text">Its output.</param>
    public void Result(long nanoseconds, string text) => Write(nanoseconds, "", text);

    /// <summary>The agent said something.</summary>
    /// <param name="nanoseconds">When.</param>
    /// <param name="text">What.</param>
    /// <param name="continues">Whether it is the next piece of what it said before.</param>
    public void Said(long nanoseconds, string text, bool continues = false)
    {
        string lines = Lines(text);
        if (lines.Length > 0)
        {
            string before = isLineOpen && !continues ? "\r\n" : "";
            writer.Output(nanoseconds, Encoding.UTF8.GetBytes(before + lines));
            isLineOpen = !lines.EndsWith('\n');
        }
    }

    /// <summary>Something about the run: a step, a retry.</summary>
    /// <param name="nanoseconds">When.</param>
    /// <param name="text">What.</param>
    public void Note(long nanoseconds, string text) => Write(nanoseconds, Dim, text);

    /// <summary>Something failed.</summary>
    /// <param name="nanoseconds">When.</param>
    /// <param name="text">What.</param>
    public void Failed(long nanoseconds, string text) => Write(nanoseconds, Red, text);

    /// <summary>Ends the recording.</summary>
    /// <param name="nanoseconds">When.</param>
    /// <param name="exitCode">The agent's exit code; null where there is none.</param>
    public void Complete(long nanoseconds, int? exitCode)
    {
        if (isLineOpen)
        {
            writer.Output(nanoseconds, "\r\n"u8);
        }

        writer.Complete(nanoseconds, exitCode);
    }

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();

    private void Write(long nanoseconds, string style, string text)
    {
        string lines = Lines(text).TrimEnd('\r', '\n');
        if (lines.Length > 0)
        {
            string before = isLineOpen ? "\r\n" : "";
            string end = style.Length > 0 || lines.Contains('\e', StringComparison.Ordinal) ? Plain : "";
            writer.Output(nanoseconds, Encoding.UTF8.GetBytes($"{before}{style}{lines}{end}\r\n"));
            isLineOpen = false;
        }
    }

    private static string Lines(string text) => Unwanted().Replace(text, match => match.Groups["colour"].Value)
        .Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);

    // Escape sequences of ECMA-48 (control sequences, of which colours are kept; strings that end with BEL or ST; others), then single control characters.
    [GeneratedRegex(
        @"(?<colour>\x1b\[[0-9;:]*m)|\x1b\[[0-?]*[ -/]*[@-~]?|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]?|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]",
        RegexOptions.CultureInvariant)]
    private static partial Regex Unwanted();
}
