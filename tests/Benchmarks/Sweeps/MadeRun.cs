using System.Globalization;

namespace Tracing.Benchmarks.Sweeps;

/// <summary>
/// One run of a made sweep. Everything follows from the seed and the run's place, so that a run is the same whoever makes it and in
/// whatever order: agents, models and tasks differ in strength, some tokens were not recorded, some runs broke or ran out of time.
/// </summary>
internal sealed class MadeRun
{
    public const int Records = 26;
    public const int ModelCalls = 6;
    public const int ToolCalls = 6;

    private const long FirstSweep = 1_780_000_000_000_000_000;
    private const long SweepLength = 3_600_000_000_000;
    private const long Millisecond = 1_000_000;

    public MadeRun(int seed, int sweep, int place)
    {
        Seed = seed;
        int rest = place;
        Trial = (rest % SweepShape.Trials) + 1;
        rest /= SweepShape.Trials;
        int task = rest % SweepShape.Tasks.Count;
        rest /= SweepShape.Tasks.Count;
        int model = rest % SweepShape.Models.Count;
        int agent = rest / SweepShape.Models.Count;
        Sweep = SweepShape.Sweep(sweep);
        Agent = SweepShape.Agents[agent];
        Model = SweepShape.Models[model];
        (Category, Task) = SweepShape.Tasks[task];
        RunId = string.Create(CultureInfo.InvariantCulture, $"{Sweep}-{seed:x}-{place:D5}");

        Random = new Random(HashCode(seed, sweep, place));
        StartUnixNano = FirstSweep + (sweep * SweepLength) + (place * (SweepLength / SweepShape.RunsPerSweep));
        DurationNano = (20_000 + Random.Next(120_000)) * Millisecond;
        double strength = (agent * 0.11) + (model * 0.09) - (task * 0.08) + ((Random.NextDouble() - 0.5) * 2);
        double luck = Random.NextDouble();
        State = luck < 0.01 ? "infrastructure_failed" : luck < 0.03 ? "timed_out" : "finished";
        Passed = State == "finished" && 1 / (1 + Math.Exp(-strength)) > Random.NextDouble();
        TokensRecorded = agent != 0;
        RefusalApplies = Category == "integrity";
    }

    public int Seed { get; }

    public string Sweep { get; }

    public string Agent { get; }

    public string Model { get; }

    public string Category { get; }

    public string Task { get; }

    public int Trial { get; }

    public string RunId { get; }

    public string CellId => $"{Sweep}/{Agent}/{Model}/{Category}/{Task}";

    public long StartUnixNano { get; }

    public long DurationNano { get; }

    public string State { get; }

    public bool Passed { get; }

    /// <summary>The first agent tells no tokens, as some do not.</summary>
    public bool TokensRecorded { get; }

    public bool RefusalApplies { get; }

    /// <summary>The run's own source of numbers; the order of draws is fixed by who makes its records.</summary>
    public Random Random { get; }

    // Not System.HashCode: that one is seeded anew by each process.
    private static int HashCode(int seed, int sweep, int place)
    {
        ulong mixed = ((ulong)(uint)seed << 40) ^ ((ulong)(uint)sweep << 20) ^ (uint)place;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)(mixed >> 33);
    }
}
