using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tracing.Adapters.ScriptedModel.Serving;

/// <summary>The log of truth, in memory and as JSON lines in a file. Each line is flushed when it is written.</summary>
public sealed class TruthLog : IDisposable
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly Lock gate = new();
    private readonly List<CallRecord> records = [];
    private readonly StreamWriter? file;

    /// <summary>Opens a log.</summary>
    /// <param name="path">File to write anew, or null to keep the records in memory alone.</param>
    public TruthLog(string? path) => file = path is null ? null : new StreamWriter(path) { AutoFlush = true };

    /// <summary>The records so far, in the order in which their answers ended.</summary>
    public IReadOnlyList<CallRecord> Records
    {
        get
        {
            lock (gate)
            {
                return [.. records];
            }
        }
    }

    /// <summary>Reads a log from its file.</summary>
    public static IReadOnlyList<CallRecord> Read(string path) =>
        [.. File.ReadLines(path).Select(line => JsonSerializer.Deserialize<CallRecord>(line, Options)!)];

    /// <summary>Adds a record.</summary>
    public void Add(CallRecord record)
    {
        lock (gate)
        {
            records.Add(record);
            file?.WriteLine(JsonSerializer.Serialize(record, Options));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file?.Dispose();
}
