using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tracing.Vocabulary;

namespace Tracing.Query.RunData;

/// <summary>
/// A recording as it is shown: what looks like somebody's key is hidden in what the terminal wrote, event by event. Lines without one pass as the bytes that they are;
/// one that is longer than any terminal writes at once is looked at in parts.
/// </summary>
internal static class RecordingKeys
{
    private const int PieceBytes = 64 << 10;
    private const int LongestLine = 4 << 20;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Copies a recording.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="output">Receives it.</param>
    /// <param name="cancellation">Stops.</param>
    public static async Task CopyAsync(Stream recording, Stream output, CancellationToken cancellation)
    {
        PipeReader reader = PipeReader.Create(recording, new StreamPipeReaderOptions(bufferSize: PieceBytes, leaveOpen: true));
        for (bool isLast = false; !isLast;)
        {
            ReadResult read = await reader.ReadAsync(cancellation);
            isLast = read.IsCompleted;
            byte[] bytes = read.Buffer.ToArray();
            int lines = isLast ? bytes.Length : Array.LastIndexOf(bytes, (byte)'\n') + 1;
            lines = lines == 0 && bytes.Length > LongestLine ? bytes.Length : lines;
            await output.WriteAsync(Hide(bytes.AsMemory(0, lines)), cancellation);
            reader.AdvanceTo(read.Buffer.GetPosition(lines), read.Buffer.End);
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
