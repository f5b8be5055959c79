using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tracing.Benchmarks.Sweeps;

/// <summary>One request to the engine, as the driver made it.</summary>
internal sealed record RecordedQuery(HttpMethod Method, Uri Address, IReadOnlyList<KeyValuePair<string, IEnumerable<string>>> Headers, byte[] Body);

/// <summary>Stands between the store and the engine and keeps, once <see cref="Take"/> was called, every request, so that it can be asked again alone.</summary>
internal sealed partial class RecordedQueries(HttpMessageHandler engine) : DelegatingHandler(engine)
{
    private readonly Lock _gate = new();
    private List<RecordedQuery>? _queries;

    /// <summary>Takes what was recorded since the last time.</summary>
    public IReadOnlyList<RecordedQuery> Take()
    {
        lock (_gate)
        {
            IReadOnlyList<RecordedQuery> taken = _queries ?? [];
            _queries = [];
            return taken;
        }
    }

    /// <summary>Asks the engine again and reads the whole answer.</summary>
    /// <returns>Wall time.</returns>
    public async Task<TimeSpan> TimeAsync(RecordedQuery query)
    {
        long began = TimeProvider.System.GetTimestamp();
        using HttpResponseMessage answer = await AskAsync(query, query.Address.ToString());
        await answer.Content.CopyToAsync(Stream.Null);
        return TimeProvider.System.GetElapsedTime(began);
    }

    /// <summary>Asks again in a format that is not streamed: only then does the summary hold all that was read.</summary>
    /// <returns>Rows that the engine read.</returns>
    public async Task<long> ReadRowsAsync(RecordedQuery query)
    {
        using HttpResponseMessage answer = await AskAsync(query, Format().Replace(query.Address.ToString(), "default_format=JSONCompact"));
        using var summary = JsonDocument.Parse(answer.Headers.GetValues("X-ClickHouse-Summary").First());
        return long.Parse(summary.RootElement.GetProperty("read_rows").GetString()!, CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // What loads the store is not asked again, and would fill the memory.
        if (Volatile.Read(ref _queries) is not null)
        {
            byte[] body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
            KeyValuePair<string, IEnumerable<string>>[] headers = [.. request.Content?.Headers.Where(header => header.Key != "Content-Length") ?? []];
            lock (_gate)
            {
                _queries?.Add(new RecordedQuery(request.Method, request.RequestUri!, headers, body));
            }
        }

        return await base.SendAsync(request, cancellationToken);
    }

    // Two running queries of one id are refused: each gets a new one.
    private async Task<HttpResponseMessage> AskAsync(RecordedQuery query, string address)
    {
        using var invoker = new HttpMessageInvoker(InnerHandler!, disposeHandler: false);
        using var request = new HttpRequestMessage(query.Method, Id().Replace(address, "query_id=" + Guid.CreateVersion7().ToString("N", CultureInfo.InvariantCulture)));
        request.Content = new ByteArrayContent(query.Body);
        foreach ((string name, IEnumerable<string> values) in query.Headers)
        {
            request.Content.Headers.TryAddWithoutValidation(name, values);
        }

        HttpResponseMessage answer = await invoker.SendAsync(request, CancellationToken.None);
        return answer.EnsureSuccessStatusCode();
    }

    [GeneratedRegex("query_id=[^&]*", RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    [GeneratedRegex("default_format=[^&]*", RegexOptions.CultureInvariant)]
    private static partial Regex Format();
}
