using Tracing.Query.Execution;
using Tracing.Storage;
using Tracing.Storage.Failures;
using Tracing.Storage.Reads;

namespace Tracing.Query.Loading;

/// <summary>Asks the store and tells its failures in words that are meant for clients.</summary>
public sealed class StoreAnswers
{
    private readonly StoreReader _reads;

    /// <summary>Makes the asker.</summary>
    /// <param name="store">The store.</param>
    /// <param name="limits">The limits.</param>
    public StoreAnswers(ClickHouseStore store, RequestLimits limits)
    {
        _reads = store.Reads;
        MaxItems = limits.MaxListItems;
    }

    /// <summary>Most rows of one list.</summary>
    public int MaxItems { get; }

    /// <summary>What to ask for, so that one row too many is noticed.</summary>
    public int AskFor => MaxItems + 1;

    /// <summary>Asks a question whose answer is bounded by the question itself.</summary>
    /// <typeparam name="TRow">A row of the answer.</typeparam>
    /// <param name="question">The question.</param>
    /// <param name="cancellation">Stops the read, in the engine too.</param>
    /// <exception cref="QueryError">There is no answer.</exception>
    /// <exception cref="ReadFailure">The engine refused the query: a fault of ours, to be logged and masked.</exception>
    public async Task<IReadOnlyList<TRow>> AskAsync<TRow>(Question<TRow> question, CancellationToken cancellation)
    {
        try
        {
            return await _reads.AskAsync(question, cancellation);
        }
        catch (ReadFailure failure) when (failure.Kind != ReadFailureKind.Refused)
        {
            throw failure.Kind switch
            {
                ReadFailureKind.Timeout => QueryError.Timeout(),
                ReadFailureKind.TooMuch => QueryError.TooMuch(),
                _ => QueryError.Unavailable(),
            };
        }
    }

    /// <summary>Asks for a list with <see cref="AskFor"/>, and refuses one that is longer than <see cref="MaxItems"/>: half a list would look like a whole one.</summary>
    /// <typeparam name="TRow">A row of the answer.</typeparam>
    /// <param name="question">The question.</param>
    /// <param name="cancellation">Stops the read, in the engine too.</param>
    /// <exception cref="QueryError">There is no answer, or it is too long.</exception>
    public async Task<IReadOnlyList<TRow>> AskAllAsync<TRow>(Question<TRow> question, CancellationToken cancellation)
    {
        IReadOnlyList<TRow> rows = await AskAsync(question, cancellation);
        return rows.Count <= MaxItems ? rows : throw QueryError.Limit("maxListItems", MaxItems);
    }
}
