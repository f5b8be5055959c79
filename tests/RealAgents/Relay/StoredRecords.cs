using System.Text.Json;

namespace Tracing.RealAgents.Tests.Relay;

/// <summary>What the store holds, asked over the ClickHouse interface of the running program.</summary>
internal sealed class StoredRecords(Uri engine) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = engine };

    /// <summary>Spans of a run by service. Rows, not distinct ids: a span stored twice would show.</summary>
    public Task<IReadOnlyDictionary<string, long>> SpansAsync(string run, CancellationToken cancellation) => CountAsync("otel_traces", run, cancellation);

    /// <summary>Log records of a run by service.</summary>
    public Task<IReadOnlyDictionary<string, long>> LogsAsync(string run, CancellationToken cancellation) => CountAsync("otel_logs", run, cancellation);

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<IReadOnlyDictionary<string, long>> CountAsync(string table, string run, CancellationToken cancellation)
    {
        string sql = $"SELECT ServiceName, toString(count()) FROM {table} WHERE RunId = '{run}' GROUP BY ServiceName FORMAT JSONCompactEachRow";
        using var content = new StringContent(sql);
        using HttpResponseMessage answer = await http.PostAsync("/", content, cancellation);
        string text = await answer.Content.ReadAsStringAsync(cancellation);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{(int)answer.StatusCode}: {text}");
        }

        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<string[]>(line)!)
            .ToDictionary(row => row[0], row => long.Parse(row[1], System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal);
    }
}
