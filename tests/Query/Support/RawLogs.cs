using System.Globalization;
using System.Text;
using System.Text.Json;
using Tracing.EngineFixture;

namespace Tracing.Query.Tests.Support;

/// <summary>Puts log records and artifacts into the raw tables, as the collector stores them.</summary>
public static class RawLogs
{
    public static async Task InsertAsync(TestDatabase database, params IEnumerable<RawLog> logs)
    {
        string rows = string.Join('\n', logs.Select(log => JsonSerializer.Serialize(Columns(log))));
        string sql = Uri.EscapeDataString($"INSERT INTO {database.Name}.otel_logs FORMAT JSONEachRow");
        using StringContent content = new(rows, Encoding.UTF8);
        using HttpResponseMessage response = await database.HttpClient.PostAsync(new Uri($"http://localhost:8123/?query={sql}"), content, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Stores the pieces of an artifact; one that is null has not arrived.</summary>
    public static async Task InsertChunksAsync(TestDatabase database, string runId, string kind, string made, string sha256, params byte[]?[] pieces)
    {
        for (int i = 0; i < pieces.Length; i++)
        {
            if (pieces[i] is not { } piece)
            {
                continue;
            }

            await database.ExecuteAsync(
                string.Create(CultureInfo.InvariantCulture, $"INSERT INTO artifact_chunks (RunId, Kind, Made, Sha256, Sequence, Last, Body, RowId) SELECT '{runId}', '{kind}', '{made}', '{sha256}', {i}, {i == pieces.Length - 1}, base64Decode('{Convert.ToBase64String(piece)}'), {i}"),
                TestContext.Current.CancellationToken);
        }
    }

    private static Dictionary<string, object> Columns(RawLog log) => new()
    {
        ["Timestamp"] = (log.Time / 1_000_000_000).ToString(CultureInfo.InvariantCulture) + "." + (log.Time % 1_000_000_000).ToString("D9", CultureInfo.InvariantCulture),
        ["RunId"] = log.RunId,
        ["TraceId"] = log.TraceId,
        ["Body"] = log.Body,
        ["BodyType"] = "s",
        ["EventName"] = log.EventName,
        ["SeverityText"] = "INFO",
        ["SeverityNumber"] = 9,
        ["LogAttributes"] = log.Attributes ?? [],
        ["LogAttributeTypes"] = new string('s', log.Attributes?.Count ?? 0),
        ["ResourceAttributes"] = log.Resource ?? [],
        ["ResourceAttributeTypes"] = new string('s', log.Resource?.Count ?? 0),
        ["RowId"] = log.Row,
    };
}

/// <summary>A log record for a test.</summary>
public sealed record RawLog(string RunId, long Time, string Body, long Row)
{
    public string TraceId { get; init; } = "";

    public string EventName { get; init; } = "";

    public Dictionary<string, string>? Attributes { get; init; }

    public Dictionary<string, string>? Resource { get; init; }
}
