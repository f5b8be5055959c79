using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Tracing.EngineFixture;
using Tracing.Storage;

namespace Tracing.Query.Tests.Support;

/// <summary>The query service on a free port, over a store of its own.</summary>
public sealed class QueryHost : IAsyncDisposable
{
    private readonly TestDatabase? _database;
    private readonly HttpMessageHandler? _handler;
    private readonly QueryServer _server;

    private QueryHost(TestDatabase? database, HttpMessageHandler? handler, ClickHouseStore store, QueryServer server)
    {
        _database = database;
        _handler = handler;
        _server = server;
        Store = store;
        Http = new HttpClient { BaseAddress = new Uri(server.Url) };
    }

    public ClickHouseStore Store { get; }

    public HttpClient Http { get; }

    public TestDatabase Database => _database ?? throw new InvalidOperationException("this host has no engine");

    public Uri GraphQl => new(_server.Url + "/graphql");

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Over the real engine.</summary>
    public static async Task<QueryHost> StartAsync(EngineFixture.EngineFixture engine, QueryOptions? options = null, Func<HttpMessageHandler, HttpMessageHandler>? between = null)
    {
        TestDatabase database = await engine.CreateDatabaseAsync(Cancellation);
        HttpMessageHandler handler = between is null ? database.CreateHandler() : between(database.CreateHandler());
        ClickHouseStore store = new(new StorageOptions { Database = database.Name }, handler);
        await store.MigrateAsync(Cancellation);
        return new QueryHost(database, handler, store, await ServeAsync(store, options, NullLoggerFactory.Instance));
    }

    /// <summary>Over an engine that cannot be reached: for what must be answered before the store is asked, and for its failure.</summary>
    public static async Task<QueryHost> StartWithoutEngineAsync(QueryOptions? options = null)
    {
        ClickHouseStore store = new(new StorageOptions { Url = "http://127.0.0.1:1" });
        return new QueryHost(null, null, store, await ServeAsync(store, options, NullLoggerFactory.Instance));
    }

    /// <summary>Posts a query.</summary>
    public async Task<GraphQlAnswer> AskAsync(string query, object? variables = null)
    {
        using HttpResponseMessage response = await Http.PostAsJsonAsync("/graphql", new { query, variables }, Cancellation);
        return await GraphQlAnswer.ReadAsync(response);
    }

    /// <summary>Posts a body as it is.</summary>
    public Task<HttpResponseMessage> PostAsync(string body, string contentType = "application/json", string? accept = "application/graphql-response+json")
    {
        HttpRequestMessage request = new(HttpMethod.Post, "/graphql") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return Http.SendAsync(request, Cancellation);
    }

    /// <summary>A request object as JSON.</summary>
    public static string Body(string query, object? variables = null) => JsonSerializer.Serialize(new { query, variables });

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server.DisposeAsync();
        await Store.DisposeAsync();
        _handler?.Dispose();
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    private static Task<QueryServer> ServeAsync(ClickHouseStore store, QueryOptions? options, ILoggerFactory loggers) =>
        QueryServer.StartAsync((options ?? new QueryOptions()) with { Listen = "127.0.0.1:0" }, store, TimeProvider.System, loggers, Cancellation);
}
