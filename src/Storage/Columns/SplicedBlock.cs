namespace Tracing.Storage.Columns;

/// <summary>One Native block, ready to be inserted, as often as it takes.</summary>
public sealed class SplicedBlock
{
    private readonly IReadOnlyList<ReadOnlyMemory<byte>> _pieces;

    internal SplicedBlock(
        TableTag table, long rows, ulong batch, IReadOnlyList<ReadOnlyMemory<byte>> pieces, IReadOnlyCollection<RunTouch> touches)
    {
        Table = table;
        Rows = rows;
        Batch = batch;
        Touches = touches;
        _pieces = pieces;
        foreach (ReadOnlyMemory<byte> piece in pieces)
        {
            Bytes += piece.Length;
        }
    }

    /// <summary>The table.</summary>
    public TableTag Table { get; }

    /// <summary>Rows.</summary>
    public long Rows { get; }

    /// <summary>Bytes of the Native block.</summary>
    public long Bytes { get; }

    /// <summary>The value of the column <c>Batch</c>.</summary>
    public ulong Batch { get; }

    /// <summary>The distinct pairs of run and trace of its rows.</summary>
    public IReadOnlyCollection<RunTouch> Touches { get; }

    /// <summary>Names of the columns that the block carries, in order.</summary>
    public IEnumerable<string> ColumnNames =>
        [.. TableLayouts.Find(Table)!.Columns.Select(column => column.Name), TableLayout.Batch.Name];

    /// <summary>Opens the bytes from their start; every call gives a new stream.</summary>
    /// <returns>A forward-only stream over the memory of the frames.</returns>
    public Stream OpenStream() => new PieceStream(_pieces);
}
