using System.Collections.Concurrent;
using Tracing.EmbeddedClickHouse.Library;

namespace Tracing.EmbeddedClickHouse.Pool;

/// <summary>
/// A connection with a thread of its own, because the engine's calls block for as long as a query runs.
/// It remembers the settings that were applied, so that equal requests apply them once.
/// </summary>
internal sealed class PooledConnection : IDisposable
{
    private readonly BlockingCollection<Action> work = [];
    private readonly Dictionary<string, string> baseline;
    private readonly Dictionary<string, string> applied;
    private readonly Connection connection;
    private readonly Thread thread;
    private string database = "default";

    /// <summary>Takes a connection over.</summary>
    /// <param name="connection">Used from this object's thread alone.</param>
    /// <param name="comment">The <c>log_comment</c> by which the connection's query is found and killed.</param>
    /// <param name="baseline">Settings that hold when a request names no other value.</param>
    public PooledConnection(Connection connection, string comment, IReadOnlyList<KeyValuePair<string, string>> baseline)
    {
        this.connection = connection;
        this.baseline = baseline.ToDictionary(StringComparer.Ordinal);
        Comment = comment;
        applied = new Dictionary<string, string>(this.baseline, StringComparer.Ordinal);
        thread = new Thread(Work) { IsBackground = true, Name = comment };
        thread.Start();
    }

    /// <summary>The <c>log_comment</c> of every query of this connection.</summary>
    public string Comment { get; }

    /// <summary>Runs a call on the connection's thread, after those posted before. The task ends when the call does.</summary>
    /// <param name="call">Must not throw.</param>
    public Task Post(Action<Connection> call)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        work.Add(() =>
        {
            call(connection);
            ended.SetResult();
        });
        return ended.Task;
    }

    /// <summary>Makes a database and exactly these settings, besides the baseline, hold. Called on the connection's thread.</summary>
    /// <exception cref="EngineException">A name or value is refused; what was applied before still holds.</exception>
    public void Prepare(string wantedDatabase, IReadOnlyDictionary<string, string> settings)
    {
        if (database != wantedDatabase)
        {
            connection.Text($"USE {SqlText.Identifier(wantedDatabase)}");
            database = wantedDatabase;
        }

        foreach (var stale in applied.Keys.Where(k => !settings.ContainsKey(k) && !baseline.ContainsKey(k)).ToArray())
        {
            connection.Text($"SET {stale} = DEFAULT");
            applied.Remove(stale);
        }

        foreach (var (name, value) in baseline.Where(s => !settings.ContainsKey(s.Key)).Concat(settings))
        {
            Apply(name, value);
        }
    }

    /// <summary>Ends the thread after the work at hand and closes the connection.</summary>
    public void Dispose()
    {
        work.CompleteAdding();
        thread.Join();
        connection.Dispose();
        work.Dispose();
    }

    private void Apply(string name, string value)
    {
        if (applied.TryGetValue(name, out var now) && now == value)
        {
            return;
        }

        // Unknown names must fail with the engine's own message, but never as other SQL.
        if (!SqlText.IsPlainName(name))
        {
            throw new EngineException($"Code: 115. DB::Exception: Unknown setting '{name}'. (UNKNOWN_SETTING)", 115);
        }

        // The value is recorded first: should SET fail half-way, the next request resets it.
        applied[name] = value;
        connection.Text($"SET {name} = {SqlText.Literal(value)}");
    }

    private void Work()
    {
        foreach (var action in work.GetConsumingEnumerable())
        {
            action();
        }
    }
}
