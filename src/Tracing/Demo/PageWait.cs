using System.Net;
using Tracing.Commands;

namespace Tracing.Demo;

/// <summary>Waits until a page is there.</summary>
internal static class PageWait
{
    private static readonly TimeSpan GiveUp = TimeSpan.FromMinutes(1);

    /// <summary>Waits.</summary>
    /// <param name="page">The page.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="CommandException">It is not there after a minute.</exception>
    public static async Task UntilThereAsync(Uri page, CancellationToken cancellation)
    {
        using var client = new HttpClient();
        await SeenWait.UntilAsync(
            async () =>
            {
                using HttpResponseMessage answer = await client.GetAsync(page, cancellation);
                return answer.StatusCode == HttpStatusCode.OK ? null : $"{page} answers {(int)answer.StatusCode} a minute after its run was sent.";
            },
            GiveUp,
            cancellation);
    }
}
