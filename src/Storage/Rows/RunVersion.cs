namespace Tracing.Storage.Rows;

/// <summary>
/// The version of a run's derived rows: first how many inserts brought records of it, then which reading of them this is, then how
/// often that was repeated on request. All only grow, so a later reading always replaces an earlier one, whatever the clocks say.
/// </summary>
/// <param name="Inserts">Distinct inserts that touched the run.</param>
/// <param name="Reading">Number of the reader, at most 63; raised when a dialect or a scorer reads the same records otherwise.</param>
/// <param name="Repeat">At most 1,023: a repeat of the same reading of the same records, by other weights.</param>
public readonly record struct RunVersion(ulong Inserts, ushort Reading, ushort Repeat = 0)
{
    private const int ReadingBits = 16;
    private const int RepeatBits = 10;
    private const ushort MostRepeats = (1 << RepeatBits) - 1;

    /// <summary>Reads a stored version.</summary>
    /// <param name="value">The version.</param>
    /// <returns>Its parts.</returns>
    public static RunVersion FromUInt64(ulong value) =>
        new(value >> ReadingBits, (ushort)((ushort)value >> RepeatBits), (ushort)(value & MostRepeats));

    /// <summary>The number that is stored.</summary>
    /// <returns>The version.</returns>
    public ulong ToUInt64() => (Inserts << ReadingBits) | ((ulong)Reading << RepeatBits) | Repeat;

    /// <summary>This version, or where it is not above a stored one the repeat that is.</summary>
    /// <param name="stored">The greatest stored one.</param>
    /// <returns>The version; null where the repeats are used up.</returns>
    public RunVersion? Above(RunVersion stored) =>
        ToUInt64() > stored.ToUInt64() ? this
        : stored.Repeat < MostRepeats ? stored with { Repeat = (ushort)(stored.Repeat + 1) }
        : null;
}
