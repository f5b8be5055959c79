using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ClickHouse.Driver.ADO;
using Tracing.EmbeddedClickHouse;

namespace Tracing.EngineFixture;

/// <summary>One test's database on the shared engine. Disposing drops it.</summary>
[SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "Tests write their own SQL.")]
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly Engine engine;

    internal TestDatabase(Engine engine, string name)
    {
        this.engine = engine;
        Name = name;
        HttpClient = new HttpClient(engine.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The database's name.</summary>
    public string Name { get; }

    /// <summary>For ClickHouse.Driver; to be used together with <see cref="HttpClient"/> or <see cref="CreateHandler"/>.</summary>
    public string ConnectionString => $"Host=localhost;Port=8123;Username=default;Database={Name};Compression=false";

    /// <summary>Speaks ClickHouse's HTTP interface to the engine, whatever the address.</summary>
    public HttpClient HttpClient { get; }

    /// <summary>A new handler on the engine.</summary>
    public HttpMessageHandler CreateHandler() => engine.CreateHandler();

    /// <summary>A driver connection to this database.</summary>
    public ClickHouseConnection Connect() => new(ConnectionString, HttpClient);

    /// <summary>Runs a statement without a result.</summary>
    public async Task ExecuteAsync(string sql, CancellationToken cancel = default)
    {
        // Unqualified names in DDL of the database itself resolve elsewhere.
        using var connection = new ClickHouseConnection(
            sql.StartsWith("CREATE DATABASE", StringComparison.Ordinal) ? "Host=localhost;Username=default;Database=default;Compression=false" : ConnectionString, HttpClient);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>The first column of the first row.</summary>
    public async Task<object?> ScalarAsync(string sql, CancellationToken cancel = default)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(cancel);
    }

    /// <summary>The first column of the first row as a number.</summary>
    public async Task<long> CountAsync(string sql, CancellationToken cancel = default) =>
        Convert.ToInt64(await ScalarAsync(sql, cancel), CultureInfo.InvariantCulture);

    /// <summary>Drops the database.</summary>
    public async ValueTask DisposeAsync()
    {
        await ExecuteAsync($"DROP DATABASE IF EXISTS {Name} SYNC");
        HttpClient.Dispose();
    }
}
