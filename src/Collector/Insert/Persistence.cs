using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Tracing.Storage.Writes;

namespace Tracing.Collector.Insert;

/// <summary>
/// Repeats a step until it succeeds, with a pause after every retryable failure and a time limit on every try.
/// Gives up only when the inserter stops.
/// </summary>
/// <param name="options">Pauses and time limit.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Gets the first failure of a row, and the recovery.</param>
/// <param name="stop">When to give up.</param>
internal sealed class Persistence(InsertOptions options, TimeProvider time, ILogger log, StopSignal stop)
{
    private readonly BackOff _backOff = new(options.FirstPause, options.LongestPause, Random.Shared.NextDouble);
    private long _failures;

    public long Failures => Volatile.Read(ref _failures);

    /// <summary>Runs a step until it succeeds.</summary>
    /// <param name="what">For the log.</param>
    /// <param name="step">The step.</param>
    /// <exception cref="StoppedException">The inserter stops.</exception>
    public Task RunAsync(string what, Func<CancellationToken, Task> step) => RunAsync(what, step, refusable: false, _ => { });

    /// <summary>Runs a step that the store may refuse for good.</summary>
    /// <param name="what">For the log.</param>
    /// <param name="step">The step.</param>
    /// <param name="failed">Told of every retryable failure, and whether it leaves doubt.</param>
    /// <exception cref="WriteFailure">It was refused for good.</exception>
    /// <exception cref="StoppedException">The inserter stops.</exception>
    public Task RunRefusableAsync(string what, Func<CancellationToken, Task> step, Action<bool> failed) =>
        RunAsync(what, step, refusable: true, failed);

    private async Task RunAsync(string what, Func<CancellationToken, Task> step, bool refusable, Action<bool> failed)
    {
        while (true)
        {
            if (await TryAsync(what, step, refusable, failed))
            {
                if (_backOff.Failures > 0)
                {
                    Log.StoreAnswersAgain(log, what, _backOff.Failures);
                }

                _backOff.Succeed();
                return;
            }

            await stop.PauseAsync(_backOff.Fail());
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a store throws, frames are kept: unknown failures are retryable and leave doubt.")]
    private async Task<bool> TryAsync(string what, Func<CancellationToken, Task> step, bool refusable, Action<bool> failed)
    {
        using var limit = new CancellationTokenSource(options.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop.Aborted);
        try
        {
            await step(both.Token).WaitAsync(both.Token);
            return true;
        }
        catch (WriteFailure e) when (refusable && e.Permanent)
        {
            throw;
        }
        catch (Exception e)
        {
            var doubt = e is not (WriteFailure { InDoubt: false } or IOException);
            failed(doubt);
            Volatile.Write(ref _failures, _failures + 1);
            if (stop.Aborted.IsCancellationRequested)
            {
                throw new StoppedException();
            }

            if (_backOff.Failures == 0)
            {
                Log.StoreFailed(log, what, e is OperationCanceledException ? $"no answer within {options.Timeout}" : e.Message);
            }

            return false;
        }
    }
}
