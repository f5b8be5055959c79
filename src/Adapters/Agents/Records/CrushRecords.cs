using System.Text.Json;
using Microsoft.Data.Sqlite;
using Tracing.Adapters.Agents.Output;

namespace Tracing.Adapters.Agents.Records;

/// <summary>
/// crush's database: messages of parts. Times are whole seconds but for those of its shell tool. What a session has used is of its last step only and is not
/// read.
/// </summary>
internal sealed class CrushRecords : IAgentRecordReader
{
    /// <summary>Path of the database below the home.</summary>
    public const string File = Folder + "/crush.db";

    /// <summary>Folder of the database below the home.</summary>
    public const string Folder = "crush/data";

    private const string Shell = "bash";
    private const int MostMessages = 20_000;

    // A view could be anything, also without end.
    private const string IsThere = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'messages'";
    private const string Messages = "SELECT role, parts, created_at FROM messages ORDER BY rowid LIMIT $most";

    private readonly HashSet<string> told = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> starts = new(StringComparer.Ordinal);

    public IEnumerable<AgentEvent> Read(IReadOnlyList<RecordFile> files)
    {
        (string Role, JsonElement Parts, DateTimeOffset At)[] messages = [.. files.SelectMany(file => Rows(file.Location))];
        foreach (JsonElement result in messages.SelectMany(message => message.Parts.Items()).Where(part => part.Text("type") == "tool_result").Select(part => part.At("data")))
        {
            // When a command began stands with its result.
            DateTimeOffset start = Metadata(result).Time(default, "start_time");
            if (start != default)
            {
                starts[result.Text("tool_call_id") ?? ""] = start;
            }
        }

        return messages.SelectMany(Message);
    }

    private static List<(string Role, JsonElement Parts, DateTimeOffset At)> Rows(string path)
    {
        List<(string, JsonElement, DateTimeOffset)> rows = [];
        try
        {
            // What was written last may still lie in the log beside it, which only a connection that may write takes in.
            using var database = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
            database.Open();
            using SqliteCommand command = database.CreateCommand();
            command.CommandText = "PRAGMA trusted_schema = OFF";
            command.ExecuteNonQuery();
            command.CommandText = IsThere;
            if (command.ExecuteScalar() is not > 0L)
            {
                return rows;
            }

            command.CommandText = Messages;
            command.Parameters.AddWithValue("$most", MostMessages);
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                rows.Add((Convert.ToString(reader.GetValue(0), null) ?? "", JsonLine.Parse(Convert.ToString(reader.GetValue(1), null) ?? ""), Seconds(reader.GetValue(2))));
            }
        }
        catch (SqliteException)
        {
            // No database, or a torn one: what was read counts.
        }

        return rows;
    }

    private static DateTimeOffset Seconds(object value) =>
        value is long seconds and > 0 and < 253402300800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : DateTimeOffset.UnixEpoch;

    private IEnumerable<AgentEvent> Message((string Role, JsonElement Parts, DateTimeOffset At) message)
    {
        foreach (JsonElement part in message.Parts.Items())
        {
            JsonElement data = part.At("data");
            switch (part.Text("type"))
            {
                case "text" when message.Role == "assistant" && data.Text("text") is { Length: > 0 } text:
                    yield return new AgentSaid(message.At, text);
                    break;
                case "tool_call":
                    yield return new ToolStarted(starts.GetValueOrDefault(data.Text("id") ?? "", message.At), data.Text("id") ?? "", data.Text("name") ?? "", Input(data.Text("input") ?? ""));
                    break;
                case "tool_result" when told.Add(data.Text("tool_call_id") ?? ""):
                    yield return Result(data, message.At);
                    break;
                case "finish" when data.Text("reason") is "error" or "canceled":
                    yield return new AgentFailed(data.Seconds(message.At, "time"), Reason(data));
                    break;
                case "finish":
                    yield return new AgentRecovered(data.Seconds(message.At, "time"));
                    break;
            }
        }
    }

    private static string Reason(JsonElement finish) =>
        string.Join(": ", new[] { finish.Text("message"), finish.Text("details") }.Where(text => !string.IsNullOrEmpty(text))) is { Length: > 0 } why ? why : finish.Text("reason")!;

    private static string Input(string json) => JsonLine.Parse(json) is { ValueKind: JsonValueKind.Object } input ? JsonLine.ToolInput(input) : json;

    private static JsonElement Metadata(JsonElement result) => JsonLine.Parse(result.Text("metadata") ?? "");

    private static ToolEnded Result(JsonElement data, DateTimeOffset at)
    {
        string output = data.Text("content") ?? "";
        int? told = ExitCodeText.Last(output);
        bool failed = data.Flag("is_error") == true || told is not null and not 0;

        // Of a command that worked no code is told.
        int? exitCode = data.Text("name") != Shell ? null : told ?? (failed ? null : 0);
        return new ToolEnded(Metadata(data).Time(at, "end_time"), data.Text("tool_call_id") ?? "", output, exitCode, failed);
    }
}
