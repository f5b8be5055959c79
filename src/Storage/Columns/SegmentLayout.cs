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

/// <summary>How a frame packs a segment. The values are not part of the frame: the layout says them.</summary>
public enum SegmentPacking : byte
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Offsets as counts: one varint for each parent.</summary>
    Counts,

    /// <summary>Offsets of a map, as its shapes: pairs of varints, a shape and how many maps in a row have it.</summary>
    ShapeRuns,

    /// <summary>Keys of a map: those of each shape, once.</summary>
    ShapeKeys,

    /// <summary>Type letters of a map: those of each shape, once.</summary>
    ShapeTypes,
}

/// <summary>One run of bytes of a block.</summary>
/// <param name="Name">Unique in the table; <c>Column</c>, <c>Column.offsets</c>, <c>Column.keys</c> or <c>Column.values</c>.</param>
/// <param name="Kind">How its bytes are laid out.</param>
/// <param name="Width">Bytes a value; 8 for offsets, 0 for strings.</param>
/// <param name="Parent">Index of the offsets segment whose last value counts this segment's values; -1 where rows count them.</param>
public sealed record SegmentLayout(string Name, SegmentKind Kind, int Width, int Parent)
{
    /// <summary>How a frame packs it.</summary>
    public SegmentPacking Packing { get; init; }

    /// <summary>Whether a frame holds it once for all rows in a row that share a prefix: a resource, a scope, a run.</summary>
    public bool PerPrefix { get; init; }

    /// <summary>Of type letters: index of the offsets of their map; else -1.</summary>
    public int Map { get; init; } = -1;
}
