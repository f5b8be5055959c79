using Tracing.Adapters.Proxy;
using Tracing.Adapters.Sweeps;
using Tracing.Collector;
using Tracing.Collector.Queue;
using Tracing.EmbeddedClickHouse;
using Tracing.EmbeddedClickHouse.Face;
using Tracing.Query;
using Tracing.Roles;
using Tracing.Storage;

namespace Tracing.Options;

/// <summary>Every option of the <c>tracing</c> command, as one tree. The keys in problems, files and variables are its property names.</summary>
public sealed record TracingOptions
{
    // A cluster's nodes write their parts back within this, as Linux does by default (30 s), with room to spare.
    private static readonly TimeSpan BeforeCluster = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Folder of everything that is kept: the embedded engine's database and the collector's queue. Empty: <c>tracing</c> in the
    /// user's data folder (<c>$XDG_DATA_HOME</c>, else <c>~/.local/share</c>).
    /// </summary>
    public string Data { get; init; } = "";

    /// <summary>The embedded engine; used where <c>storage.url</c> is not set.</summary>
    public EngineOptions Engine { get; init; } = new() { DataPath = "" };

    /// <summary>Address of the embedded engine's read-only ClickHouse HTTP interface; empty: off.</summary>
    public string EngineListen { get; init; } = "";

    /// <summary>Its limits. The database is the one of <see cref="Storage"/>.</summary>
    public EngineFaceOptions EngineFace { get; init; } = new() { Database = "" };

    /// <summary>The tables.</summary>
    public StorageOptions Storage { get; init; } = new();

    /// <summary>The collector.</summary>
    public CollectorOptions Collector { get; init; } = new() { Queue = new QueueOptions { Directory = "" } };

    /// <summary>The query service and the pages.</summary>
    public QueryOptions Query { get; init; } = new();

    /// <summary>The model proxy.</summary>
    public ProxyOptions Proxy { get; init; } = new();

    /// <summary>What <c>tracing run</c> runs.</summary>
    public RunOptions Run { get; init; } = new();

    /// <summary>Fills in what follows from other options: folders from <see cref="Data"/>, the queue's patience from <see cref="Storage"/>.</summary>
    /// <returns>A tree in which every folder is an absolute path.</returns>
    public TracingOptions Completed()
    {
        string data = Path.GetFullPath(Data.Length > 0 ? Data : DefaultData("tracing"));
        return this with
        {
            Data = data,
            Engine = Engine with { DataPath = Path.GetFullPath(Engine.DataPath.Length > 0 ? Engine.DataPath : Path.Combine(data, "clickhouse")) },
            Collector = Collector with
            {
                Queue = Collector.Queue with
                {
                    Directory = Path.GetFullPath(Collector.Queue.Directory.Length > 0 ? Collector.Queue.Directory : Path.Combine(data, "queue")),
                    KeepConfirmed = Collector.Queue.KeepConfirmed ?? (Storage.Url is null ? TimeSpan.Zero : BeforeCluster),
                },
            },
        };
    }

    /// <summary>A folder of this name where the user's programs keep their data.</summary>
    /// <param name="name">The folder's name.</param>
    /// <returns>An absolute path.</returns>
    public static string DefaultData(string name) =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), name);

    /// <summary>Adds one sentence for each problem in the parts that these roles use.</summary>
    /// <param name="roles">The roles.</param>
    /// <param name="problems">Where the sentences go.</param>
    public void Validate(RoleSet roles, ICollection<string> problems)
    {
        if (roles.Proxy)
        {
            Proxy.Validate("proxy", problems);
        }

        if (roles.Run)
        {
            Run.Validate("run", problems);
        }

        if (roles.Collector || roles.Query)
        {
            ValidateStore(problems);
        }

        if (roles.Collector)
        {
            Collector.Validate("collector", problems);
        }

        if (roles.Query)
        {
            Query.Validate("query", problems);
        }
    }

    private void ValidateStore(ICollection<string> problems)
    {
        Storage.Validate("storage", problems);
        if (Storage.Url is null)
        {
            Engine.Validate("engine", problems);
        }

        EngineFaceServer.Validate(this, problems);
    }
}
