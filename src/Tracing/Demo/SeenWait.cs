using Tracing.Commands;

namespace Tracing.Demo;

/// <summary>Waits until what was sent can be seen: acknowledged means durable, seen comes a moment later.</summary>
internal static class SeenWait
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks again and again.</summary>
    /// <param name="missing">Says what is missing still; null where nothing is.</param>
    /// <param name="giveUp">How long at the most.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="CommandException">Something is missing after that time.</exception>
    public static async Task UntilAsync(Func<Task<string?>> missing, TimeSpan giveUp, CancellationToken cancellation)
    {
        long began = TimeProvider.System.GetTimestamp();
        while (await missing() is { } sentence)
        {
            if (TimeProvider.System.GetElapsedTime(began) > giveUp)
            {
                throw new CommandException(sentence);
            }

            await Task.Delay(Pause, cancellation);
        }
    }
}
