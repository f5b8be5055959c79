using System.Text.Json;
using System.Text.Json.Nodes;
using Tracing.Processes;

namespace Tracing.EndToEnd.Tests.Sdks;

/// <summary>Reads a run's records back: spans page by page over GraphQL, log records over the ClickHouse interface.</summary>
internal sealed class StoredTelemetry(IDeployment deployment) : IDisposable
{
    private const string Spans = """
        query($run: ID!, $after: String) {
          spans(filter: { runId: $run }, first: 20, after: $after) {
            pageInfo { hasNextPage endCursor }
            nodes {
              traceId spanId parentSpanId name kind serviceName startTimeUnixNano durationNano statusCode statusMessage traceState scopeName scopeVersion
              attributes { key value type }
              resourceAttributes { key value type }
              events { name timeUnixNano attributes { key value type } }
              links { traceId spanId traceState attributes { key value type } }
            }
          }
        }
        """;

    private const string Logs = """
        SELECT toString(toUnixTimestamp64Nano(Timestamp)) AS timeUnixNano, TraceId AS traceId, SpanId AS spanId, SeverityNumber AS severityNumber,
            SeverityText AS severityText, EventName AS eventName, ServiceName AS serviceName, Body AS body, BodyType AS bodyType,
            mapKeys(LogAttributes) AS attributeKeys, mapValues(LogAttributes) AS attributeValues, LogAttributeTypes AS attributeTypes
        FROM tracing.otel_logs WHERE RunId = '{run}' FORMAT JSONEachRow
        """;

    private static readonly Dictionary<char, string> TypeNames = new()
    {
        ['s'] = "STRING",
        ['i'] = "INT",
        ['d'] = "DOUBLE",
        ['b'] = "BOOL",
        ['y'] = "BYTES",
        ['a'] = "ARRAY",
        ['m'] = "MAP",
        ['n'] = "EMPTY",
    };

    private readonly GraphQlClient graphQl = new(deployment.Query);
    private readonly HttpClient engine = new() { BaseAddress = deployment.Engine };

    /// <summary>The spans of a run, once there are this many (or the patience is over).</summary>
    public Task<IReadOnlyList<JsonNode>> SpansAsync(string run, int expected, CancellationToken cancellation) =>
        SettledAsync(expected, () => ReadSpansAsync(run, cancellation), cancellation);

    /// <summary>The log records of a run, once there are this many (or the patience is over).</summary>
    public Task<IReadOnlyList<JsonNode>> LogsAsync(string run, int expected, CancellationToken cancellation) =>
        SettledAsync(expected, () => ReadLogsAsync(run, cancellation), cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        graphQl.Dispose();
        engine.Dispose();
    }

    private static async Task<IReadOnlyList<JsonNode>> SettledAsync(int expected, Func<Task<IReadOnlyList<JsonNode>>> read, CancellationToken cancellation)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromMinutes(3));
        IReadOnlyList<JsonNode> records = await read();
        try
        {
            while (records.Count < expected && await pace.WaitForNextTickAsync(patience.Token))
            {
                records = await read();
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The comparison that follows shows what is missing.
        }

        return records;
    }

    private async Task<IReadOnlyList<JsonNode>> ReadSpansAsync(string run, CancellationToken cancellation)
    {
        var spans = new List<JsonNode>();
        string? after = null;
        do
        {
            JsonElement page = (await graphQl.AskAsync(Spans, new { run, after }, cancellation)).GetProperty("spans");
            spans.AddRange(page.GetProperty("nodes").EnumerateArray().Select(node => JsonNode.Parse(node.GetRawText())!));
            JsonElement info = page.GetProperty("pageInfo");
            after = info.GetProperty("hasNextPage").GetBoolean() ? info.GetProperty("endCursor").GetString() : null;
        }
        while (after is not null);

        return spans;
    }

    private async Task<IReadOnlyList<JsonNode>> ReadLogsAsync(string run, CancellationToken cancellation)
    {
        using var content = new StringContent(Logs.Replace("{run}", run, StringComparison.Ordinal));
        using HttpResponseMessage answer = await engine.PostAsync("/", content, cancellation);
        string text = await answer.Content.ReadAsStringAsync(cancellation);
        Assert.True(answer.IsSuccessStatusCode, text);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Log((JsonObject)JsonNode.Parse(line)!))];
    }

    // From columns to the shape in which the SDKs' side writes a record.
    private static JsonObject Log(JsonObject row)
    {
        string types = (string)row["attributeTypes"]!;
        var attributes = new JsonArray([.. row["attributeKeys"]!.AsArray().Select((key, i) =>
            Attribute((string)key!, (string)row["attributeValues"]![i]!, types[i]))]);
        row["attributes"] = attributes;
        row["body"] = new JsonObject { ["value"] = (string)row["body"]!, ["type"] = TypeNames[((string)row["bodyType"]!)[0]] };
        foreach (string column in (string[])["attributeKeys", "attributeValues", "attributeTypes", "bodyType"])
        {
            row.Remove(column);
        }

        return row;
    }

    private static JsonObject Attribute(string key, string value, char type) => new JsonObject { ["key"] = key, ["value"] = value, ["type"] = TypeNames[type] };
}
