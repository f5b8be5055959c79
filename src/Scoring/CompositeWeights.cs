using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tracing.Scoring;

/// <summary>Weights of the composite's five components. The defaults are the published ones and sum to 1.</summary>
public sealed record CompositeWeights
{
    private const int HashDigits = 8;

    /// <summary>Weight of passing.</summary>
    public double Pass { get; init; } = 0.4;

    /// <summary>Weight of integrity.</summary>
    public double Integrity { get; init; } = 0.2;

    /// <summary>Weight of cost efficiency.</summary>
    public double Cost { get; init; } = 0.15;

    /// <summary>Weight of latency efficiency.</summary>
    public double Latency { get; init; } = 0.15;

    /// <summary>Weight of a clean blast radius.</summary>
    public double BlastRadius { get; init; } = 0.1;

    /// <summary>A scorer's version with these weights: as it is with the published ones, marked by their hash with any others.</summary>
    /// <param name="version">The scorer's version.</param>
    /// <returns>E.g. <c>published-1</c> or <c>published-1+w:0a1b2c3d</c>.</returns>
    public string Stamp(string version)
    {
        if (this == new CompositeWeights())
        {
            return version;
        }

        string text = string.Create(CultureInfo.InvariantCulture, $"{Pass:R};{Integrity:R};{Cost:R};{Latency:R};{BlastRadius:R}");
        return $"{version}+w:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashDigits]}";
    }

    /// <summary>Adds one sentence for every weight that cannot be used.</summary>
    /// <param name="key">The key of this record in the options tree.</param>
    /// <param name="problems">Where problems go.</param>
    public void Validate(string key, ICollection<string> problems)
    {
        Check(Pass, "pass");
        Check(Integrity, "integrity");
        Check(Cost, "cost");
        Check(Latency, "latency");
        Check(BlastRadius, "blastRadius");
        if (!(Pass + Integrity + Cost + Latency + BlastRadius > 0))
        {
            problems.Add($"{key}: at least one weight must be above 0.");
        }

        void Check(double weight, string name)
        {
            if (!double.IsFinite(weight) || weight < 0)
            {
                problems.Add($"{key}.{name}: must be a number of 0 or more.");
            }
        }
    }
}
