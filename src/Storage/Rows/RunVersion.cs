namespace Tracing.Storage.Rows;

/// <summary>
/// The version of a run's derived rows: first how many inserts brought records of it, then which reading of them this is.
/// Both only grow, so a later reading always replaces an earlier one, whatever the clocks say.
/// </summary>
/// <param name="Inserts">Distinct inserts that touched the run.</param>
/// <param name="Reading">Number of the reader; raised when a dialect or a scorer reads the same records otherwise.</param>
public readonly record struct RunVersion(ulong Inserts, ushort Reading)
{
    private const int ReadingBits = 16;

    /// <summary>Reads a stored version.</summary>
    /// <param name="value">The version.</param>
    /// <returns>Its parts.</returns>
    public static RunVersion FromUInt64(ulong value) => new(value >> ReadingBits, (ushort)value);

    /// <summary>The number that is stored.</summary>
    /// <returns>The version.</returns>
    public ulong ToUInt64() => (Inserts << ReadingBits) | Reading;
}
