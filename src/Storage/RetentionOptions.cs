namespace Tracing.Storage;

/// <summary>
/// How long raw rows stay, counted from their arrival at the collector, so that an import of an old sweep is not dropped at
/// once. Null keeps for ever. What was derived from them (runs, calls, scores) stays. Rows go by whole parts of a day of
/// arrival, so they may stay up to about a day longer.
/// </summary>
public sealed record RetentionOptions
{
    private static readonly TimeSpan Shortest = TimeSpan.FromHours(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3_650);

    /// <summary>Spans.</summary>
    public TimeSpan? Spans { get; init; }

    /// <summary>Log records.</summary>
    public TimeSpan? Logs { get; init; }

    /// <summary>Chunks of artifacts: recordings, outputs, grades.</summary>
    public TimeSpan? Artifacts { get; init; }

    /// <summary>Adds one sentence for each problem.</summary>
    /// <param name="key">The options' full key.</param>
    /// <param name="problems">Where the sentences go.</param>
    public void Validate(string key, ICollection<string> problems)
    {
        Check(key + ".spans", Spans, problems);
        Check(key + ".logs", Logs, problems);
        Check(key + ".artifacts", Artifacts, problems);
    }

    private static void Check(string key, TimeSpan? value, ICollection<string> problems)
    {
        if (value < Shortest || value > Longest)
        {
            problems.Add($"{key}: must be between 1 hour and 10 years, or absent to keep for ever.");
        }
    }
}
