using System.Net;
using System.Net.Http.Headers;

namespace Tracing.EndToEnd.Tests.Durability;

/// <summary>Clients that send requests one after the other until told to stop or the collector is gone.</summary>
internal static class Load
{
    private const int Clients = 4;

    public static async Task RunAsync(Uri http, SentRequests requests, CancellationToken stop)
    {
        using var client = new HttpClient { BaseAddress = http };
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            while (!stop.IsCancellationRequested && await TrySendAsync(client, requests.Next(), CancellationToken.None))
            {
            }
        }));
    }

    /// <summary>Every client sends all it has ever sent, until each is acknowledged.</summary>
    public static async Task ResendAllAsync(Uri http, SentRequests requests, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = http };
        foreach (SentRequests.Sent sent in requests.All)
        {
            while (!await TrySendAsync(client, sent, cancellation))
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    private static async Task<bool> TrySendAsync(HttpClient client, SentRequests.Sent sent, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(sent.Body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        try
        {
            using HttpResponseMessage answer = await client.PostAsync(new Uri(sent.Path, UriKind.Relative), content, cancellation);
            sent.Acknowledged |= answer.StatusCode == HttpStatusCode.OK;
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
