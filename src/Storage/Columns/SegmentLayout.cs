namespace Tracing.Storage.Columns;

/// <summary>How the bytes of a segment are laid out.</summary>
public enum SegmentKind : byte
{
    /// <summary>Values of one fixed width, little endian.</summary>
    Fixed,

    /// <summary>Strings: each a varint length and its bytes.</summary>
    Strings,

    /// <summary>Cumulative UInt64 counts: where the array or map of each parent ends.</summary>
    Offsets,
}

/// <summary>One run of bytes of a block.</summary>
/// <param name="Name">Unique in the table; <c>Column</c>, <c>Column.offsets</c>, <c>Column.keys</c> or <c>Column.values</c>.</param>
/// <param name="Kind">How its bytes are laid out.</param>
/// <param name="Width">Bytes a value; 8 for offsets, 0 for strings.</param>
/// <param name="Parent">Index of the offsets segment whose last value counts this segment's values; -1 where rows count them.</param>
public sealed record SegmentLayout(string Name, SegmentKind Kind, int Width, int Parent);
