using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Tracing.Adapters.Agents.Output;

/// <summary>
/// Cuts an agent's standard output into lines as it comes and has those read that are JSON objects, and objects that are written on several lines, indented.
/// Other lines, and what is too long, are nobody's record: some agents mix in text.
/// </summary>
/// <param name="reader">Reads a line.</param>
/// <param name="time">Tells when a line came.</param>
public sealed class OutputLines(IAgentOutputReader reader, TimeProvider time)
{
    private const int LongestLine = 8 << 20;
    private const int MostEvents = 50_000;

    private readonly List<AgentEvent> events = [];
    private readonly ArrayBufferWriter<byte> line = new();
    private readonly StringBuilder indented = new();
    private bool tooLong;

    /// <summary>What was told so far, in order.</summary>
    public IReadOnlyList<AgentEvent> Events => events;

    /// <summary>Whether lines were left out: there were too many, or one was too long.</summary>
    public bool Incomplete { get; private set; }

    /// <summary>Takes a piece.</summary>
    /// <param name="piece">Bytes as they were read.</param>
    public void Add(ReadOnlySpan<byte> piece)
    {
        while (!piece.IsEmpty)
        {
            int end = piece.IndexOf((byte)'\n');
            Keep(end < 0 ? piece : piece[..end]);
            if (end < 0)
            {
                return;
            }

            EndLine();
            piece = piece[(end + 1)..];
        }
    }

    /// <summary>The output is at its end: a last line needs no line feed.</summary>
    public void End()
    {
        EndLine();
        events.AddRange(reader.End(time.GetUtcNow()));
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        if (line.WrittenCount + part.Length > LongestLine)
        {
            tooLong = true;
            line.ResetWrittenCount();
        }

        if (!tooLong)
        {
            line.Write(part);
        }
    }

    private void EndLine()
    {
        Incomplete |= tooLong || events.Count >= MostEvents;
        if (!tooLong && events.Count < MostEvents)
        {
            ReadLine();
        }

        tooLong = false;
        line.ResetWrittenCount();
    }

    private void ReadLine()
    {
        string text = Encoding.UTF8.GetString(line.WrittenSpan).TrimEnd();
        if (text is "{")
        {
            indented.Clear().Append(text);
        }
        else if (indented.Length > 0 && (text is "}" || text.StartsWith(' ')))
        {
            Continue(text);
        }
        else
        {
            // What began as an object was a text.
            indented.Clear();
            Tell(text);
        }
    }

    private void Continue(string text)
    {
        indented.Append('\n').Append(text);
        if (indented.Length > LongestLine)
        {
            Incomplete = true;
            indented.Clear();
        }
        else if (text is "}")
        {
            Tell(indented.ToString());
            indented.Clear();
        }
    }

    private void Tell(string text)
    {
        // A line that only looks like JSON is none.
        if (JsonLine.Parse(text) is { ValueKind: JsonValueKind.Object } told)
        {
            events.AddRange(reader.Read(told, time.GetUtcNow()));
        }
    }
}
