using Tracing.Adapters.Trials;

namespace Tracing.Adapters.Sweeps;

/// <summary>Is told how a sweep goes on; from several threads.</summary>
public interface ISweepObserver
{
    /// <summary>A trial begins.</summary>
    /// <param name="order">The trial.</param>
    void Started(TrialOrder order);

    /// <summary>A trial has ended.</summary>
    /// <param name="order">The trial.</param>
    /// <param name="outcome">How.</param>
    void Ended(TrialOrder order, TrialOutcome outcome);
}
