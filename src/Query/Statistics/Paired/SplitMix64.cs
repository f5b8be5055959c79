namespace Tracing.Query.Statistics.Paired;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood 2014): the same seed gives the same draws on every machine and in every version of the runtime,
/// which <see cref="Random"/> does not promise.
/// </summary>
public sealed class SplitMix64
{
    private ulong _state;

    /// <summary>Starts the sequence of a seed.</summary>
    /// <param name="seed">Any.</param>
    public SplitMix64(ulong seed) => _state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A number from 0 to <paramref name="bound"/> less 1. Its bias is below <paramref name="bound"/> / 2^64.</summary>
    /// <param name="bound">At least 1.</param>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);
}
