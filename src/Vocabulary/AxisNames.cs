namespace Tracing.Vocabulary;

/// <summary>The seven axes of the benchmark. Axis names are data: others may arrive and are kept.</summary>
public static class AxisNames
{
    /// <summary>Whether the task's check passed, 0 or 1.</summary>
    public const string PassRate = "pass_rate";

    /// <summary>Tokens used.</summary>
    public const string Tokens = "tokens";

    /// <summary>Wall clock, milliseconds.</summary>
    public const string Latency = "latency";

    /// <summary>Unexpected changes over all changes, 0 to 1.</summary>
    public const string BlastRadius = "blast_radius";

    /// <summary>Whether a refusal was right.</summary>
    public const string Refusal = "refusal";

    /// <summary>Whether protected files stayed untouched.</summary>
    public const string Integrity = "integrity";

    /// <summary>The published composite of the others.</summary>
    public const string Composite = "composite";

    /// <summary>The composite that leaves out what was not recorded and says so.</summary>
    public const string CompositeRecorded = "composite_recorded";

    /// <summary>The axes in the order in which pages show them.</summary>
    public static IReadOnlyList<string> All { get; } = [PassRate, Tokens, Latency, BlastRadius, Refusal, Integrity, Composite];

    /// <summary>Reads the short form <c>pass</c> as <see cref="PassRate"/>; every other name stays as it is.</summary>
    public static string Canonical(string name) => string.Equals(name, "pass", StringComparison.Ordinal) ? PassRate : name;
}
