using Tracing.Storage.Connection;

namespace Tracing.Storage.Reads;

/// <summary>A question that takes several queries: what the next one asks depends on what the last one found.</summary>
/// <typeparam name="TRow">A row of the answer.</typeparam>
public abstract record SteppedQuestion<TRow> : Question<TRow>
{
    private protected SteppedQuestion()
    {
    }

    internal sealed override QueryText<TRow> ToQuery() => throw new NotSupportedException("a question that is answered in steps has no query of its own");

    internal abstract override Task<IReadOnlyList<TRow>> AnswerAsync(StoreReader reads, CancellationToken cancellationToken);
}
