using Microsoft.Extensions.Logging;
using Tracing.Storage;
using Tracing.Storage.Failures;
using Tracing.Storage.Reads;
using Tracing.Storage.Writes;

namespace Tracing.Collector.Interpret;

/// <summary>
/// This collector's share of the runs. It tells the store every two seconds that it lives; who has not told for ten is taken for
/// dead and the others share its runs. For a moment two may think that a run is theirs: both then write the same rows.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="time">The clock of the pauses; who lives is decided by the engine's.</param>
/// <param name="logger">Where it logs.</param>
internal sealed class Lease(ClickHouseStore store, TimeProvider time, ILogger logger) : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stopping = new();
    private Task _loop = Task.CompletedTask;
    private volatile RunOwners _owners = new("", []);

    /// <summary>Name of this member, new with every start.</summary>
    public string Member { get; } = Guid.CreateVersion7().ToString("N");

    /// <summary>Who interprets what at present.</summary>
    public RunOwners Owners => _owners;

    /// <summary>Tells for the first time, then goes on until it is stopped.</summary>
    /// <param name="changed">Called when the members have changed: runs may have become this one's.</param>
    public void Start(Action changed)
    {
        _owners = new RunOwners(Member, []);
        _loop = Task.Run(() => BeatAsync(changed, _stopping.Token), CancellationToken.None);
    }

    /// <summary>Stops and leaves its runs to the others.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _loop.WaitAsync(cancellationToken);
        try
        {
            await store.Derived.BeatAsync(Member, gone: true, cancellationToken);
        }
        catch (WriteFailure e)
        {
            // The others wait for it as for a dead one.
            Log.LeaseFailed(logger, e.Message);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _stopping.Dispose();

    private async Task BeatAsync(Action changed, CancellationToken stopping)
    {
        using var pace = new PeriodicTimer(Beat, time);
        try
        {
            do
            {
                if (await TryAskAsync(stopping) is { } owners && !owners.SameAs(_owners))
                {
                    _owners = owners;
                    changed();
                }
            }
            while (await pace.WaitForNextTickAsync(stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    // A store that does not answer keeps the share as it was: nothing can be read from it anyway.
    private async Task<RunOwners?> TryAskAsync(CancellationToken stopping)
    {
        try
        {
            await store.Derived.BeatAsync(Member, gone: false, stopping);
            return new RunOwners(Member, [.. await store.Reads.AskAsync(new LiveInterpreters(Patience), stopping)]);
        }
        catch (Exception e) when (e is ReadFailure or WriteFailure)
        {
            Log.LeaseFailed(logger, e.Message);
            return null;
        }
    }
}
