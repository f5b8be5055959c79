using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Tracing.Adapters.Agents.Output;

/// <summary>
/// Cuts an agent's standard output into lines as it comes and has those read that are JSON objects. Other lines, and lines too long, are nobody's record:
/// some agents mix in text.
/// </summary>
/// <param name="reader">Reads a line.</param>
/// <param name="time">Tells when a line came.</param>
public sealed class OutputLines(IAgentOutputReader reader, TimeProvider time)
{
    private const int LongestLine = 8 << 20;
    private const int MostEvents = 50_000;

    private readonly List<AgentEvent> events = [];
    private readonly ArrayBufferWriter<byte> line = new();
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
    public void End() => EndLine();

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
        string text = Encoding.UTF8.GetString(line.WrittenSpan).Trim();
        if (!text.StartsWith('{'))
        {
            return;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            events.AddRange(reader.Read(document.RootElement, time.GetUtcNow()));
        }
        catch (JsonException)
        {
            // A line that only looks like JSON.
        }
    }
}
