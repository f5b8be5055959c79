using Tracing.Storage.Connection;

namespace Tracing.Storage.Reads;

/// <summary>A question to the store and the shape of its answer. Each is a file: what is asked, the SQL, the row.</summary>
/// <typeparam name="TRow">A row of the answer.</typeparam>
public abstract record Question<TRow>
{
    private protected Question()
    {
    }

    /// <summary>The query, its values and its mapping.</summary>
    internal abstract QueryText<TRow> ToQuery();

    /// <summary>Asks the store; see <see cref="StoreReader.AskAsync"/>.</summary>
    internal virtual Task<IReadOnlyList<TRow>> AnswerAsync(StoreReader reads, CancellationToken cancellationToken) =>
        reads.RunAsync(ToQuery(), cancellationToken);
}
