using Tracing.Scoring;

namespace Tracing.Collector.Interpret;

/// <summary>When and how much is interpreted.</summary>
public sealed record InterpretOptions
{
    /// <summary>A run is read when nothing new has come for it for this long.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromMilliseconds(150);

    /// <summary>A run is read at the latest after this long, however much goes on coming.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often the store is asked for runs that a crash or another collector left unread.</summary>
    public TimeSpan CatchUp { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>About how many records are read together: fewer runs at a time while runs are long.</summary>
    public int RecordsPerRead { get; init; } = 10_000;

    /// <summary>Most runs read together.</summary>
    public int RunsPerRead { get; init; } = 500;

    /// <summary>Most spans read of one run; the rest stays in the raw tables and the run says so.</summary>
    public int MaxSpansPerRun { get; init; } = 100_000;

    /// <summary>Most log records read of one run.</summary>
    public int MaxLogsPerRun { get; init; } = 100_000;

    /// <summary>Weights of the composite that is derived where none was sent.</summary>
    public CompositeWeights Composite { get; init; } = new();

    /// <summary>Adds one sentence for each problem.</summary>
    /// <param name="key">The options' full key.</param>
    /// <param name="problems">Where the sentences go.</param>
    public void Validate(string key, ICollection<string> problems)
    {
        if (Quiet < TimeSpan.Zero || Quiet > TimeSpan.FromMinutes(1))
        {
            problems.Add($"{key}.quiet: must be between 0 and 1 minute.");
        }

        if (Longest < Quiet || Longest > TimeSpan.FromMinutes(10))
        {
            problems.Add($"{key}.longest: must be between {key}.quiet and 10 minutes.");
        }

        if (CatchUp < TimeSpan.FromSeconds(1))
        {
            problems.Add($"{key}.catchUp: must be 1 second or more.");
        }

        AtLeastOne(RecordsPerRead, "recordsPerRead");
        AtLeastOne(RunsPerRead, "runsPerRead");
        AtLeastOne(MaxSpansPerRun, "maxSpansPerRun");
        AtLeastOne(MaxLogsPerRun, "maxLogsPerRun");
        Composite.Validate(key + ".composite", problems);

        void AtLeastOne(int value, string name)
        {
            if (value < 1)
            {
                problems.Add($"{key}.{name}: must be 1 or more.");
            }
        }
    }
}
