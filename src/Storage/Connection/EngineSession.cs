using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ClickHouse.Driver;
using ClickHouse.Driver.ADO;
using ClickHouse.Driver.ADO.Readers;
using Tracing.Storage.Writes;

namespace Tracing.Storage.Connection;

/// <summary>One database of one ClickHouse, through the driver. Safe for concurrent use.</summary>
internal sealed class EngineSession : IDisposable
{
    // Killing an abandoned query is a courtesy: it must not itself wait for ever.
    private static readonly TimeSpan KillTimeout = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http;
    private readonly bool _embedded;

    /// <summary>Opens the session; nothing is sent yet.</summary>
    /// <param name="options">Address, database and user.</param>
    /// <param name="handler">The embedded engine's handler, owned by the caller; null goes over the network.</param>
    /// <exception cref="ArgumentException">Neither an address nor a handler.</exception>
    public EngineSession(StorageOptions options, HttpMessageHandler? handler)
    {
        if (options.Url is null && handler is null)
        {
            throw new ArgumentException("an address or the embedded engine's handler is needed", nameof(options));
        }

        _embedded = options.Url is null;
        _http = handler is null ? NetworkClient() : new HttpClient(handler, disposeHandler: false);
        _http.Timeout = Timeout.InfiniteTimeSpan;
        Uri address = new(options.Url ?? "http://embedded:8123");
        Client = new ClickHouseClient(Settings(options, address, binaryStrings: false));
        BinaryClient = new ClickHouseClient(Settings(options, address, binaryStrings: true));
        Database = options.Database;
    }

    /// <summary>Reads and writes strings as text.</summary>
    public ClickHouseClient Client { get; }

    /// <summary>Reads strings as the bytes they are.</summary>
    public ClickHouseClient BinaryClient { get; }

    /// <summary>The database of every statement.</summary>
    public string Database { get; }

    /// <summary>Runs a statement that gives no rows.</summary>
    public async Task ExecuteAsync(
        string sql, Parameters? parameters, IDictionary<string, object>? settings, CancellationToken cancellationToken) =>
        await Client.ExecuteNonQueryAsync(sql, parameters?.Values, Options(settings, NewQueryId()), cancellationToken);

    /// <summary>Runs a query over <c>{mark:String}</c> that gives one number.</summary>
    public async Task<ulong> CountAsync(string sql, string mark, CancellationToken cancellationToken) =>
        (await QueryAsync(new QueryText<ulong>(sql, new Parameters().String("mark", mark), row => row.UInt64()), null, cancellationToken))[0];

    /// <summary>Makes the database where it is missing.</summary>
    public async Task CreateDatabaseAsync(CancellationToken cancellationToken) =>
        await Client.ExecuteNonQueryAsync(
            $"CREATE DATABASE IF NOT EXISTS `{Database}`",
            null,
            new QueryOptions { QueryId = NewQueryId(), Database = "default" },
            cancellationToken);

    /// <summary>Sends a Native block; when it returns, the engine has stored it.</summary>
    public async Task InsertNativeAsync(
        string table, IEnumerable<string> columns, Stream block, IDictionary<string, object> settings, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await Client.InsertRawStreamAsync(
            table, block, "Native", columns.Select(Quote), useCompression: false, Options(settings, NewQueryId()), cancellationToken);
    }

    /// <summary>Inserts rows of a derived table.</summary>
    public async Task InsertRowsAsync<TRow>(
        DerivedTable<TRow> table, IReadOnlyCollection<TRow> rows, IDictionary<string, object> settings, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var options = new InsertOptions
        {
            QueryId = NewQueryId(),
            CustomSettings = settings,
            ColumnTypes = table.WireTypes,
            BatchSize = rows.Count,
            MaxDegreeOfParallelism = 1,
        };
        await Client.InsertBinaryAsync(
            table.Name, table.Columns.Select(column => column.Name), rows.Select(table.Values), options, cancellationToken);
    }

    /// <summary>Runs a query and maps its rows. Cancelling stops it in the engine too.</summary>
    public async Task<List<TRow>> QueryAsync<TRow>(
        QueryText<TRow> query, IDictionary<string, object>? settings, CancellationToken cancellationToken)
    {
        string id = NewQueryId();
        try
        {
            var rows = new List<TRow>();
            ClickHouseClient client = query.BinaryStrings ? BinaryClient : Client;
            await using ClickHouseDataReader reader =
                await client.ExecuteReaderAsync(query.Sql, query.Parameters?.Values, Options(settings, id), cancellationToken);
            var row = new RowReader(reader);
            while (await reader.ReadAsync(cancellationToken))
            {
                row.NextRow();
                rows.Add(query.Map(row));
            }

            return rows;
        }
        catch when (cancellationToken.IsCancellationRequested)
        {
            await KillAsync(id);
            throw new OperationCanceledException(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Client.Dispose();
        BinaryClient.Dispose();
        _http.Dispose();
    }

    // The embedded engine's handler kills its own queries; over the network a closed connection is noticed late.
    private async Task KillAsync(string queryId)
    {
        if (_embedded)
        {
            return;
        }

        using var timeout = new CancellationTokenSource(KillTimeout);
        try
        {
            await Client.ExecuteNonQueryAsync(
                "KILL QUERY WHERE query_id = {id:String} ASYNC",
                new Parameters().String("id", queryId).Values,
                Options(null, NewQueryId()),
                timeout.Token);
        }
        catch (Exception failure) when (failure is System.Data.Common.DbException or HttpRequestException or OperationCanceledException or IOException)
        {
            // The query ends by its own time limit instead.
        }
    }

    private static QueryOptions Options(IDictionary<string, object>? settings, string queryId) =>
        new() { QueryId = queryId, CustomSettings = settings };

    private static string Quote(string column) => $"`{column}`";

    private static string NewQueryId() => Guid.CreateVersion7().ToString("N", CultureInfo.InvariantCulture);

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The client disposes its handler.")]
    private static HttpClient NetworkClient() => new(
        new SocketsHttpHandler
        {
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5),
            ConnectTimeout = TimeSpan.FromSeconds(10),
        },
        disposeHandler: true);

    private ClickHouseClientSettings Settings(StorageOptions options, Uri address, bool binaryStrings) => new()
    {
        Protocol = address.Scheme,
        Host = address.Host,
        Port = (ushort)address.Port,
        Path = address.AbsolutePath.Trim('/'),
        Database = options.Database,
        Username = options.User,
        Password = options.Password,
        UseCompression = false,
        ReadStringsAsByteArrays = binaryStrings,
        HttpClient = _http,
        Timeout = TimeSpan.FromHours(2),
    };
}
