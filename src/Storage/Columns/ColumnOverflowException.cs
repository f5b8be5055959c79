namespace Tracing.Storage.Columns;

/// <summary>A segment would pass <see cref="ColumnBuffer.MaxBytes"/>: the request is larger than any limit allows.</summary>
/// <param name="bytes">What it would have held.</param>
public sealed class ColumnOverflowException(long bytes)
    : Exception($"a column of {bytes} bytes is over the bound of {ColumnBuffer.MaxBytes} bytes");
