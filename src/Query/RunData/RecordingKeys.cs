using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tracing.Vocabulary;

namespace Tracing.Query.RunData;

/// <summary>
/// A recording as it is shown: what looks like somebody's key is hidden in what the terminal wrote, event by event. Lines without one pass as the bytes that they are;
/// so does a line that is longer than any terminal writes at once.
/// </summary>
internal static class RecordingKeys
{
    private const int LongestLine = 4 << 20;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Copies a recording.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="output">Receives it.</param>
    /// <param name="cancellation">Stops.</param>
    public static async Task CopyAsync(Stream recording, Stream output, CancellationToken cancellation)
    {
        PipeReader reader = PipeReader.Create(recording, new StreamPipeReaderOptions(leaveOpen: true));
        while (true)
        {
            ReadResult read = await reader.ReadAsync(cancellation);
            ReadOnlySequence<byte> rest = read.Buffer;
            while (LineOf(ref rest, read.IsCompleted) is { Length: > 0 } line)
            {
                await output.WriteAsync(Hide(line.ToArray()), cancellation);
            }

            reader.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
            {
                break;
            }
        }

        await reader.CompleteAsync();
    }

    /// <summary>The same for whole lines.</summary>
    /// <param name="lines">The lines.</param>
    public static ReadOnlyMemory<byte> Hide(ReadOnlyMemory<byte> lines)
    {
        string text = Encoding.UTF8.GetString(lines.Span);
        return SecretShapes.MayHold(text) ? Encoding.UTF8.GetBytes(string.Join('\n', text.Split('\n').Select(HideIn))) : lines;
    }

    // With its end; what is too long, or is behind the last end of a line, goes as it is.
    private static ReadOnlySequence<byte> LineOf(ref ReadOnlySequence<byte> rest, bool isLast)
    {
        SequencePosition? end = rest.PositionOf((byte)'\n');
        ReadOnlySequence<byte> line = end is { } known ? rest.Slice(0, rest.GetPosition(1, known)) : isLast || rest.Length > LongestLine ? rest : default;
        rest = rest.Slice(line.Length);
        return line;
    }

    private static string HideIn(string line)
    {
        if (!SecretShapes.MayHold(line))
        {
            return line;
        }

        try
        {
            using var read = JsonDocument.Parse(line);
            return read.RootElement is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() == 3 && list[2].ValueKind == JsonValueKind.String ? Event(list) : SecretShapes.Hide(line);
        }
        catch (JsonException)
        {
            return SecretShapes.Hide(line);
        }
    }

    private static string Event(JsonElement list)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, Plain))
        {
            json.WriteStartArray();
            list[0].WriteTo(json);
            list[1].WriteTo(json);
            json.WriteStringValue(SecretShapes.Hide(list[2].GetString()!));
            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
