using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Tracing.EndToEnd.Tests.Durability;

/// <summary>An engine that takes an insert and never answers: the queue fills to its bound, and memory does not follow.</summary>
[Trait("weight", "heavy")]
public sealed class HeldEngineTests
{
    // The bounds given to the collector, and what the runtime and its caches may take beside them.
    private const long QueueBytes = 24L << 20;
    private const long RuntimeBytes = 320L << 20;

    private static readonly string[] SmallBounds =
    [
        "--set", "collector.queue.maxBytes=24MiB",
        "--set", "collector.queue.segmentBytes=2MiB",
        "--set", "collector.queue.maxFrameBytes=8MiB",
        "--set", "collector.queue.maxPendingBytes=16MiB",
        "--set", "collector.insert.maxBytes=4MiB",
        "--set", "collector.receive.limits.maxInFlightBytes=128MiB",
    ];

    [Fact]
    public async Task With_the_engine_held_the_queue_fills_the_answer_is_retryable_memory_stays_bounded_and_all_arrives_after_release()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await using Split split = await Split.StartAsync(cancellation, SmallBounds);
        var requests = new SentRequests("held-full", padding: 4096);
        await split.ControlAsync("hold", cancellation);

        using HttpResponseMessage refusal = await SendUntilRefusedAsync(split.Collectors[0].Http, requests, cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refusal.StatusCode);
        Assert.NotNull(refusal.Headers.RetryAfter);
        Assert.InRange(PeakBytes(split.Collectors[0].Child.Id), 1, RuntimeBytes + QueueBytes + (128L << 20));

        await split.ControlAsync("release", cancellation);
        await Load.ResendAllAsync(split.Collectors[0].Http, requests, cancellation);
        StoredCounts all = StoredCounts.Of(requests.All);
        Assert.Equal(all, await StoredCounts.AskUntilAsync(split.Engine, "held-full", all, cancellation));
    }

    private static async Task<HttpResponseMessage> SendUntilRefusedAsync(Uri http, SentRequests requests, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = http };
        while (true)
        {
            SentRequests.Sent sent = requests.Next();
            using var content = new ByteArrayContent(sent.Body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
            HttpResponseMessage answer = await client.PostAsync(new Uri(sent.Path, UriKind.Relative), content, cancellation);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                return answer;
            }

            sent.Acknowledged = true;
            answer.Dispose();
        }
    }

    // The kernel's own high-water mark of the process, so that no moment is missed.
    private static long PeakBytes(int process)
    {
        string line = File.ReadLines($"/proc/{process}/status").Single(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
    }
}
