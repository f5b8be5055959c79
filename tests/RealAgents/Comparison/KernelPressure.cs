using System.Globalization;

namespace Tracing.RealAgents.Tests.Comparison;

/// <summary>
/// How long processes of this machine waited for something, as the kernel keeps it (pressure stall information). What an agent's clock shows beside the
/// model's own is the wait for a processor, on a machine that does other things too; on an idle one it is nothing.
/// </summary>
internal sealed class KernelPressure : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    private readonly string account;
    private readonly List<(DateTimeOffset At, double TotalMs)> samples = [];
    private readonly Lock gate = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Task sampling;

    /// <summary>Starts to look.</summary>
    /// <param name="resource"><c>cpu</c> or <c>io</c>.</param>
    public KernelPressure(string resource)
    {
        account = "/proc/pressure/" + resource;
        sampling = Task.Run(SampleAsync);
    }

    /// <summary>Whether the kernel keeps an account.</summary>
    public bool IsKept => File.Exists(account);

    /// <summary>Milliseconds of waiting between two moments; 0 where the kernel keeps no account.</summary>
    public double WaitedMs(DateTimeOffset from, DateTimeOffset to)
    {
        lock (gate)
        {
            double before = samples.LastOrDefault(sample => sample.At <= from, samples.FirstOrDefault()).TotalMs;
            double after = samples.FirstOrDefault(sample => sample.At >= to, samples.LastOrDefault()).TotalMs;
            return Math.Max(0, after - before);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await sampling;
        stop.Dispose();
    }

    private async Task SampleAsync()
    {
        using var pace = new PeriodicTimer(Pace);
        try
        {
            while (File.Exists(account))
            {
                // some avg10=0.00 avg60=0.00 avg300=0.00 total=MICROSECONDS
                string some = File.ReadLines(account).First();
                double total = double.Parse(some[(some.LastIndexOf('=') + 1)..], CultureInfo.InvariantCulture) / 1e3;
                lock (gate)
                {
                    samples.Add((TimeProvider.System.GetUtcNow(), total));
                }

                await pace.WaitForNextTickAsync(stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Enough seen.
        }
    }
}
