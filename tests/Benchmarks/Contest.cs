using System.Globalization;

namespace Tracing.Benchmarks;

/// <summary>
/// Measures contestants in interleaved rounds, so that what else the machine does falls on all of them: CPU time of the
/// process a unit of work (median and least of the rounds) and bytes allocated on the managed heap.
/// </summary>
internal sealed class Contest(string unit, long unitsPerCall)
{
    private const int Rounds = 15;
    private static readonly TimeSpan s_round = TimeSpan.FromMilliseconds(250);

    private readonly List<Contestant> contestants = [];

    /// <summary>Adds a contestant; the first is the baseline.</summary>
    public void Add(string name, Action call) => contestants.Add(new Contestant(name, call));

    /// <summary>Runs all and prints a Markdown table.</summary>
    public void Run()
    {
        foreach (Contestant contestant in contestants)
        {
            contestant.WarmUp(s_round);
        }

        for (int round = 0; round < Rounds; round++)
        {
            foreach (Contestant contestant in contestants)
            {
                contestant.Measure(unitsPerCall);
            }
        }

        double baseline = contestants[0].Median;
        Console.WriteLine($"| | CPU ns/{unit}, median | least | B allocated/{unit} | of the baseline |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (Contestant contestant in contestants)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {contestant.Name} | {contestant.Median:F0} | {contestant.Least:F0} | {contestant.Allocated:F1} | 1/{baseline / contestant.Median:F2} |"));
        }

        Console.WriteLine();
    }

    private sealed class Contestant(string name, Action call)
    {
        private readonly List<double> nanoseconds = [];
        private long calls = 1;

        public string Name => name;

        public double Median => nanoseconds.Order().ElementAt(nanoseconds.Count / 2);

        public double Least => nanoseconds.Min();

        public double Allocated { get; private set; }

        public void WarmUp(TimeSpan round)
        {
            // The first passes are spent in the slower tiers of the JIT.
            for (int pass = 0; pass < 3; pass++)
            {
                TimeSpan start = Environment.CpuUsage.TotalTime;
                long made = 0;
                while (Environment.CpuUsage.TotalTime - start < round)
                {
                    call();
                    made++;
                }

                calls = Math.Max(1, made);
            }
        }

        public void Measure(long units)
        {
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            TimeSpan start = Environment.CpuUsage.TotalTime;
            for (long i = 0; i < calls; i++)
            {
                call();
            }

            TimeSpan spent = Environment.CpuUsage.TotalTime - start;
            Allocated = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)(calls * units);
            nanoseconds.Add(spent.TotalNanoseconds / (calls * units));
        }
    }
}
