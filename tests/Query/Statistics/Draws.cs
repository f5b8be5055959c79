using Tracing.Query.Statistics.Paired;

namespace Tracing.Query.Tests.Statistics;

/// <summary>Seeded draws for simulations.</summary>
internal sealed class Draws(ulong seed)
{
    private readonly SplitMix64 _bits = new(seed);

    /// <summary>0 to below 1.</summary>
    public double Uniform() => (_bits.Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>1 with a probability, else 0.</summary>
    public double Bernoulli(double probability) => Uniform() < probability ? 1 : 0;

    /// <summary>Normal with mean 0 and deviation 1 (Box and Muller 1958).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    /// <summary>Whole number from 0 to below a bound.</summary>
    public int Below(int bound) => _bits.Below(bound);
}
