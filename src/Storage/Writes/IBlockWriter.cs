using Tracing.Storage.Columns;

namespace Tracing.Storage.Writes;

/// <summary>
/// Writes raw blocks so that each range is stored once. OK of an insert confirms the range; a range in doubt is settled by
/// counting it: all rows there, confirm; none, insert; some, delete and insert. No deduplication token is relied on.
/// </summary>
public interface IBlockWriter
{
    /// <summary>Stores one block. When it returns, all rows are stored.</summary>
    /// <param name="table">The table.</param>
    /// <param name="block">The block; each of its rows carries <paramref name="batch"/>.</param>
    /// <param name="batch">The range.</param>
    /// <param name="cancellationToken">Gives up waiting; the insert is then in doubt.</param>
    /// <returns>A task that ends when the rows are stored.</returns>
    /// <exception cref="WriteFailure">The rows are not, or not certainly, stored.</exception>
    Task InsertAsync(TableTag table, SplicedBlock block, ulong batch, CancellationToken cancellationToken);

    /// <summary>How many rows of a range are stored.</summary>
    /// <param name="table">The table.</param>
    /// <param name="batch">The range.</param>
    /// <param name="cancellationToken">Cancels the question.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="WriteFailure">The engine did not answer; never permanent.</exception>
    Task<ulong> CountBatchAsync(TableTag table, ulong batch, CancellationToken cancellationToken);

    /// <summary>Deletes what is stored of a range. When it returns, <see cref="CountBatchAsync"/> is 0.</summary>
    /// <param name="table">The table.</param>
    /// <param name="batch">The range.</param>
    /// <param name="cancellationToken">Gives up waiting; the deletion may go on.</param>
    /// <returns>A task that ends when the rows are gone.</returns>
    /// <exception cref="WriteFailure">Some may still be there; never permanent.</exception>
    Task DeleteBatchAsync(TableTag table, ulong batch, CancellationToken cancellationToken);

    /// <summary>Records which runs and traces a range brought rows for. Repeating it changes nothing.</summary>
    /// <param name="batch">The range.</param>
    /// <param name="touches">Runs and their traces; an empty run: records that are bound to none, and may be later.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>A task that ends when they are stored.</returns>
    /// <exception cref="WriteFailure">They are not certainly stored; repeat it.</exception>
    Task RecordTouchesAsync(ulong batch, IReadOnlyCollection<RunTouch> touches, CancellationToken cancellationToken);
}
