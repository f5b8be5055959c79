using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Tracing.EmbeddedClickHouse.Face;
using Tracing.EmbeddedClickHouse.Guard;
using Tracing.EmbeddedClickHouse.Http;
using Tracing.EmbeddedClickHouse.Library;
using Tracing.EmbeddedClickHouse.Pool;

namespace Tracing.EmbeddedClickHouse;

/// <summary>
/// ClickHouse inside this process. A process opens one data folder at a time, and a folder is open in one
/// process at a time; within the process any number of requests share it.
/// </summary>
public sealed class Engine : IAsyncDisposable
{
    private readonly ConnectionPool pool;
    private readonly EngineStart start;
    private readonly List<ConnectionPool> guarded = [];
    private static string? opened;
    private int disposed;

    private Engine(ConnectionPool pool, EngineOptions options, EngineStart start)
    {
        this.pool = pool;
        this.start = start;
        Interface = new HttpInterface(pool, start.Version, options.MaxStatementBytes);
    }

    /// <summary>ClickHouse's version, for example 26.7.2.1.</summary>
    public string Version => start.Version;

    /// <summary>The ClickHouse HTTP interface, common to the handler and to the HTTP faces.</summary>
    internal HttpInterface Interface { get; }

    /// <summary>Opens the data folder, making it when missing.</summary>
    /// <param name="options">The folder and the engine's bounds.</param>
    /// <exception cref="EngineException">
    /// No library for this platform, the folder is locked by another process (Code 76), it cannot be written, or an option is unusable.
    /// </exception>
    public static Engine Open(EngineOptions options)
    {
        var problems = new List<string>();
        options.Validate("engine", problems);
        if (problems.Count > 0)
        {
            throw new EngineException(string.Join(' ', problems), 0);
        }

        LibChdb.Load();
        var path = Path.GetFullPath(options.DataPath);
        if (Interlocked.CompareExchange(ref opened, path, null) is { } other)
        {
            throw new EngineException($"This process has already opened {other}; an engine must be closed before another is opened.", 0);
        }

        try
        {
            return Open(options, path);
        }
        catch
        {
            Volatile.Write(ref opened, null);
            throw;
        }
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The engine owns the pool.")]
    private static Engine Open(EngineOptions options, string path)
    {
        var config = DataFolder.Prepare(options, path);
        string[] arguments = [$"--path={path}", $"--config-file={config}"];
        List<KeyValuePair<string, string>> baseline =
        [
            new("max_threads", options.MaxThreads.ToString(CultureInfo.InvariantCulture)),
            // An insert is answered when its rows are written; libchdb's own default is otherwise.
            new("async_insert", "0"),
            new("implicit_select", "0"),
            new("allow_introspection_functions", "0"),
        ];
        try
        {
            var pool = new ConnectionPool(new PoolPlan("engine", arguments, options.MaxConnections, baseline));
            return new Engine(pool, options, new EngineStart(arguments, baseline, ReadVersion(pool)));
        }
        catch (EngineException e)
        {
            throw OpenFailure(e, path);
        }
    }

    /// <summary>
    /// The ClickHouse HTTP interface as a handler for <see cref="HttpClient"/>, as ClickHouse.Driver uses it. The
    /// host and port of a request do not matter. The handler does not own the engine.
    /// </summary>
    public HttpMessageHandler CreateHandler() => new EngineHandler(Interface);

    /// <summary>Refuses new requests, waits for those in flight, closes the database.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
        {
            foreach (var readers in guarded)
            {
                await readers.DisposeAsync();
            }

            await pool.DisposeAsync();
            Volatile.Write(ref opened, null);
        }
    }

    /// <summary>Opens the read-only, bounded connections of a guarded face and the interface on them.</summary>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The engine owns the pool.")]
    internal async Task<HttpInterface> OpenGuardedAsync(EngineFaceOptions options, CancellationToken cancel)
    {
        // The bounds come before readonly, which forbids changing them.
        var readers = new ConnectionPool(new PoolPlan("face", start.Arguments, options.MaxConnections, [.. start.Baseline, .. options.Settings(), new("readonly", "1")]));
        guarded.Add(readers);
        using var lease = await readers.RentAsync(cancel);
        var guard = await lease.RunAsync(c => new StatementGuard(c, options.Database, options.SystemTables.ToHashSet(StringComparer.Ordinal)), cancel);
        return new HttpInterface(readers, Version, options.MaxBodyBytes, guard);
    }

    /// <summary>What every pool of this engine needs.</summary>
    private sealed record EngineStart(IReadOnlyList<string> Arguments, IReadOnlyList<KeyValuePair<string, string>> Baseline, string Version);

    private static string ReadVersion(ConnectionPool pool)
    {
        // Nothing else runs yet, so a connection is free.
        using var lease = pool.RentAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
        return lease.RunAsync(c => c.Text("SELECT version()").Trim(), CancellationToken.None).GetAwaiter().GetResult();
    }

    private static EngineException OpenFailure(EngineException e, string path) =>
        e.Message.Contains("Cannot lock file", StringComparison.Ordinal)
            ? DataFolder.Locked(path, e)
            : new EngineException($"The embedded engine cannot open {path}: {e.Message}", e.Code, e);
}
