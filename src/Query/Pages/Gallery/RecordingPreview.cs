using System.Text;
using System.Text.Json;
using Tracing.Vocabulary;

namespace Tracing.Query.Pages.Gallery;

/// <summary>A still of a recording as plain text.</summary>
/// <param name="Text">Its lines.</param>
/// <param name="IsEnd">Whether they are the last ones; else the first.</param>
public sealed record RecordingPreview(string Text, bool IsEnd)
{
    private const int MostLines = 12;
    private const int LongestLine = 90;

    /// <summary>Reads the beginning of an asciicast, of version 2 or 3.</summary>
    /// <param name="cast">The text; its last line may be cut.</param>
    /// <param name="isWhole">Whether it is the whole recording: then its end is shown.</param>
    public static RecordingPreview Of(string cast, bool isWhole)
    {
        StringBuilder output = new();
        foreach (string line in cast.Split('\n').Skip(1))
        {
            output.Append(Output(line));
        }

        // What looks like a key is hidden before lines are cut: half a key is not known for one.
        string[] lines = [.. SecretShapes.Hide(TerminalText.Of(output.ToString())).Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)];
        IEnumerable<string> shown = isWhole ? lines.TakeLast(MostLines) : lines.Take(MostLines);
        return new RecordingPreview(string.Join('\n', shown.Select(line => line.Length > LongestLine ? line[..LongestLine] + "…" : line)), isWhole);
    }

    // An event is [time, kind, data]; the kind of output is "o".
    private static string? Output(string line)
    {
        if (!line.StartsWith('['))
        {
            return null;
        }

        try
        {
            JsonElement happened = JsonElement.Parse(line);
            return happened.GetArrayLength() == 3 && happened[1] is { ValueKind: JsonValueKind.String } kind && kind.ValueEquals("o") && happened[2].ValueKind == JsonValueKind.String
                ? happened[2].GetString()
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The last line of a beginning is cut; half a character in a string is no text.
            return null;
        }
    }
}
