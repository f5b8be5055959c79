using System.Globalization;
using Tracing.Storage.Connection;
using Tracing.Storage.Failures;

namespace Tracing.Storage.Reads;

/// <summary>Asks the store. Every read carries the options' bounds to the engine.</summary>
public sealed class StoreReader
{
    // The engine's own limit should end a read; this one is for an engine that does not answer at all.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly EngineSession _session;
    private readonly TimeSpan _patience;
    private readonly Dictionary<string, object> _settings;

    internal StoreReader(EngineSession session, ReadLimits limits)
    {
        _session = session;
        _patience = limits.Time + Grace;
        _settings = new Dictionary<string, object>
        {
            ["max_execution_time"] = limits.Time.TotalSeconds.ToString(CultureInfo.InvariantCulture),
            ["timeout_overflow_mode"] = "throw",
            ["max_memory_usage"] = limits.MemoryBytes,
            ["max_rows_to_read"] = limits.RowsRead,
            ["read_overflow_mode"] = "throw",

            // An error of a server then comes as a status and never in the middle of rows; pages are small.
            ["wait_end_of_query"] = 1,
        };
        if (limits.Threads > 0)
        {
            _settings["max_threads"] = limits.Threads;
        }
    }

    /// <summary>Asks a question.</summary>
    /// <typeparam name="TRow">A row of the answer.</typeparam>
    /// <param name="question">The question.</param>
    /// <param name="cancellationToken">Stops the query, in the engine too.</param>
    /// <returns>The rows, in the question's order.</returns>
    /// <exception cref="ReadFailure">There is no answer.</exception>
    public Task<IReadOnlyList<TRow>> AskAsync<TRow>(Question<TRow> question, CancellationToken cancellationToken) =>
        question.AnswerAsync(this, cancellationToken);

    /// <summary>Runs one query within the bounds.</summary>
    internal async Task<IReadOnlyList<TRow>> RunAsync<TRow>(QueryText<TRow> query, CancellationToken cancellationToken)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bounded.CancelAfter(_patience);
        try
        {
            return await _session.QueryAsync(query, _settings, bounded.Token);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw ReadFaults.Of(fault);
        }
    }
}
