using Tracing.Storage.Columns;

namespace Tracing.Collector;

/// <summary>What the pipeline tells whoever turns raw records into runs.</summary>
public interface IRunInterpreter
{
    /// <summary>Starts the work.</summary>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>When it runs.</returns>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Tells which runs and traces have new records in the engine. Returns at once.</summary>
    /// <param name="touches">Run and trace pairs.</param>
    void Notify(IReadOnlyCollection<RunTouch> touches);

    /// <summary>Ends the work; what was told and not done is found again by the touches in the engine.</summary>
    /// <param name="cancellationToken">Cuts the work off.</param>
    /// <returns>When it has ended.</returns>
    Task StopAsync(CancellationToken cancellationToken);
}
