namespace Tracing.Adapters.Workdir;

/// <summary>Bounds of diffs.</summary>
public sealed record DiffBounds
{
    /// <summary>Most characters of one file's diff.</summary>
    public int MostCharacters { get; init; } = 64 << 10;

    /// <summary>Most characters of all diffs of a comparison.</summary>
    public int MostCharactersOfAll { get; init; } = 4 << 20;

    /// <summary>Lines that stay around a change.</summary>
    public int Context { get; init; } = 3;

    /// <summary>
    /// Most pairs of lines that are compared in search of the shortest diff; of larger changes all lines are told as removed and added.
    /// </summary>
    public long MostLinePairs { get; init; } = 25_000_000;
}
