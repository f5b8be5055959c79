using System.Text;
using System.Text.Json;
using Tracing.Adapters.Agents.Output;

namespace Tracing.Adapters.Agents.Records;

/// <summary>A file that an agent left. It may be torn, and hold anything.</summary>
/// <param name="Path">Its path below the agent's home.</param>
/// <param name="Location">Its path on this machine.</param>
public sealed record RecordFile(string Path, string Location)
{
    private const long MostBytes = 64L << 20;

    /// <summary>Its name.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>When it was written last.</summary>
    public DateTimeOffset Written { get; } = File.GetLastWriteTimeUtc(Location);

    /// <summary>Its text; empty where it is too long or cannot be read.</summary>
    public string Text()
    {
        try
        {
            return new FileInfo(Location).Length <= MostBytes ? File.ReadAllText(Location, Encoding.UTF8) : "";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>Its JSON; undefined where it is none, or torn.</summary>
    public JsonElement Json() => JsonLine.Parse(Text());

    /// <summary>The JSON objects that are lines of it.</summary>
    public IEnumerable<JsonElement> Lines() =>
        Text().Split('\n').Select(JsonLine.Parse).Where(line => line.ValueKind == JsonValueKind.Object);
}
