using Microsoft.Extensions.Logging;
using Tracing.Options;
using Tracing.Roles;

namespace Tracing.Commands;

/// <summary>Starts services, waits for SIGTERM or Ctrl-C, and stops them so that nothing accepted is lost.</summary>
internal static class ServiceRun
{
    // Longer than the pipeline's own deadlines: those end first and say what is left.
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(30);

    /// <summary>Runs until the process is told to stop, or until <paramref name="work"/> says that it is enough.</summary>
    /// <param name="options">Validated options.</param>
    /// <param name="roles">Which services.</param>
    /// <param name="work">Done when the services run, and cancelled when the process is told to stop; true goes on running.</param>
    /// <returns>0 after a clean stop.</returns>
    public static async Task<int> UntilStoppedAsync(TracingOptions options, RoleSet roles, Func<RunningRoles, CancellationToken, Task<bool>> work)
    {
        using var stop = new StopRequest();
        using ILoggerFactory loggers = ProcessLog.CreateFactory();
        await using RunningRoles running = await StartAsync(options, roles, loggers, stop.Token);
        try
        {
            if (await work(running, stop.Token))
            {
                await stop.WaitAsync();
            }
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            // Stopped before it was done.
        }

        using var deadline = new CancellationTokenSource(StopWithin);
        await running.StopAsync(deadline.Token);
        return 0;
    }

    private static async Task<RunningRoles> StartAsync(TracingOptions options, RoleSet roles, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        try
        {
            return await RunningRoles.StartAsync(options, roles, loggers, cancellationToken);
        }
        catch (Exception e) when (StartFaults.Explain(e) is { } reason)
        {
            throw new CommandException(reason);
        }
    }
}
