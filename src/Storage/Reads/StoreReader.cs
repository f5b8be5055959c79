using System.Globalization;
using Tracing.Storage.Connection;
using Tracing.Storage.Failures;

namespace Tracing.Storage.Reads;

/// <summary>Asks the store. Every read carries the options' bounds to the engine.</summary>
public sealed class StoreReader
{
    private readonly EngineSession _session;
    private readonly Dictionary<string, object> _settings;

    internal StoreReader(EngineSession session, ReadLimits limits)
    {
        _session = session;
        _settings = new Dictionary<string, object>
        {
            ["max_execution_time"] = limits.Time.TotalSeconds.ToString(CultureInfo.InvariantCulture),
            ["timeout_overflow_mode"] = "throw",
            ["max_memory_usage"] = limits.MemoryBytes,
            ["max_rows_to_read"] = limits.RowsRead,
            ["read_overflow_mode"] = "throw",
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
    public async Task<IReadOnlyList<TRow>> AskAsync<TRow>(Question<TRow> question, CancellationToken cancellationToken)
    {
        try
        {
            return await _session.QueryAsync(question.ToQuery(), _settings, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw ReadFaults.Of(fault);
        }
    }
}
