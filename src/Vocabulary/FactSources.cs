namespace Tracing.Vocabulary;

/// <summary>Who told a fact, most trusted first. Values of <see cref="BenchAttributes.Source"/>.</summary>
public static class FactSources
{
    /// <summary>The model proxy.</summary>
    public const string Proxy = "proxy";

    /// <summary>A span of the agent.</summary>
    public const string Agent = "agent";

    /// <summary>A log record of the agent.</summary>
    public const string Log = "log";

    /// <summary>The agent's machine-readable output.</summary>
    public const string Stdout = "stdout";
}
