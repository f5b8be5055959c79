using System.Net;

namespace Tracing.Commands;

/// <summary>Waits until what was sent can be seen: acknowledged means durable, seen comes a moment later.</summary>
internal static class PageWait
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan GiveUp = TimeSpan.FromSeconds(60);

    public static async Task UntilThereAsync(Uri page, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        long began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            using HttpResponseMessage answer = await client.GetAsync(page, cancellationToken);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return;
            }

            if (TimeProvider.System.GetElapsedTime(began) > GiveUp)
            {
                throw new CommandException($"{page} answers {(int)answer.StatusCode} a minute after its run was sent.");
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }
}
