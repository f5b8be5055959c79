using System.Collections.Concurrent;
using Tracing.Adapters.Trials;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Sweeps;

/// <summary>Runs the trials of a sweep, some at a time.</summary>
/// <param name="trials">Runs one.</param>
/// <param name="journal">Is told what is done.</param>
/// <param name="observer">Is told how it goes on.</param>
/// <param name="versions">The version of each agent, by name and image, where it is known.</param>
public sealed class SweepRunner(TrialRunner trials, SweepJournal journal, ISweepObserver observer, IReadOnlyDictionary<(string Agent, string? Image), string> versions)
{
    /// <summary>Runs them.</summary>
    /// <param name="orders">The trials.</param>
    /// <param name="parallel">How many at a time.</param>
    /// <param name="cancellation">The user ends it: what runs is ended, what has not begun is not.</param>
    /// <returns>Those that were begun, in the order in which they ended.</returns>
    public async Task<IReadOnlyList<(TrialOrder Order, TrialOutcome Outcome)>> RunAsync(IEnumerable<TrialOrder> orders, int parallel, CancellationToken cancellation)
    {
        var ended = new ConcurrentQueue<(TrialOrder, TrialOutcome)>();
        try
        {
            await Parallel.ForEachAsync(orders, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellation }, async (order, _) =>
            {
                observer.Started(order);
                TrialOutcome outcome = await trials.RunAsync(order, versions.GetValueOrDefault((order.Agent.Name, order.Image?.Id)), cancellation);
                outcome = WriteDown(order, outcome);
                ended.Enqueue((order, outcome));
                observer.Ended(order, outcome);
            });
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // What had begun has ended, and says so itself.
        }

        return [.. ended];
    }

    // A result that is not written down is run again, so it counts as none.
    private TrialOutcome WriteDown(TrialOrder order, TrialOutcome outcome)
    {
        try
        {
            journal.Add(new SweepJournalEntry(order.Cell.ToString(), order.Trial, outcome.RunId, outcome.State, outcome.Passed));
            return outcome;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return outcome with { State = RunStates.InfrastructureFailed, Reason = $"Its result could not be written down: {fault.Message}", Scores = [] };
        }
    }
}
