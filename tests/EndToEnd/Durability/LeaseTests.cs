using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Tracing.Processes;

namespace Tracing.EndToEnd.Tests.Durability;

/// <summary>Two collectors on one store share the runs: each is read by one of them, whoever inserted it.</summary>
[Trait("weight", "heavy")]
public sealed class LeaseTests
{
    private const int Runs = 60;

    [Fact]
    public async Task Two_collectors_share_the_runs_and_the_one_left_takes_over_from_the_one_killed()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await using Split split = await Split.StartAsync(cancellation);

        // Each has told that it lives after the other first did: from here on both know both.
        await UntilAsync(
            split,
            "SELECT countIf(Last > (SELECT max(First) FROM (SELECT min(FirstBeatAt) AS First FROM tracing.interpreters GROUP BY Member)) + INTERVAL 2 SECOND) FROM (SELECT Member, max(BeatAt) AS Last FROM tracing.interpreters GROUP BY Member)",
            2,
            cancellation);
        await AskAsync(split, "SYSTEM STOP MERGES tracing.runs", cancellation);

        // All through one: half of them are the other's.
        await SendAsync(split.Collectors[0], 0, cancellation);
        await UntilAsync(split, "SELECT uniqExact(RunId) FROM tracing.runs", Runs, cancellation);
        Assert.Equal(2, await NumberAsync(split, "SELECT uniqExact(InterpretedBy) FROM tracing.runs", cancellation));
        Assert.Equal(Runs, await NumberAsync(split, "SELECT count() FROM tracing.runs", cancellation));

        await split.Collectors[0].Child.KillAsync(cancellation);
        await SendAsync(split.Collectors[1], Runs, cancellation);
        await UntilAsync(split, "SELECT uniqExact(RunId) FROM tracing.runs", 2 * Runs, cancellation);
        Assert.Equal(
            1, await NumberAsync(split, $"SELECT uniqExact(InterpretedBy) FROM tracing.runs WHERE toUInt32(substring(RunId, 5)) >= {Runs}", cancellation));
    }

    private static async Task SendAsync(TracingProcess collector, int first, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = collector.Http };
        for (int i = first; i < first + Runs; i++)
        {
            string number = i.ToString(CultureInfo.InvariantCulture);
            string request = $$$"""
                {"resourceSpans":[{"resource":{"attributes":[
                  {"key":"bench.run.id","value":{"stringValue":"run-{{{number}}}"}},
                  {"key":"bench.cell.id","value":{"stringValue":"sweep/agent/model/category/task"}},
                  {"key":"bench.trial","value":{"intValue":"{{{i + 1}}}"}}]},
                 "scopeSpans":[{"spans":[{"traceId":"{{{i + 1:x32}}}","spanId":"{{{i + 1:x16}}}","name":"run","kind":1,
                  "startTimeUnixNano":"1767225600000000000","endTimeUnixNano":"1767225601000000000",
                  "attributes":[{"key":"bench.span.kind","value":{"stringValue":"adapter_run"}}]}]}]}]}
                """;
            using var content = new StringContent(request, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
            using HttpResponseMessage answer = await client.PostAsync(new Uri("v1/traces", UriKind.Relative), content, cancellation);
            answer.EnsureSuccessStatusCode();
        }
    }

    private static async Task UntilAsync(Split split, string sql, long expected, CancellationToken cancellation)
    {
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        guard.CancelAfter(TimeSpan.FromMinutes(3));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await NumberAsync(split, sql, guard.Token) < expected)
        {
            await pace.WaitForNextTickAsync(guard.Token);
        }
    }

    private static async Task<long> NumberAsync(Split split, string sql, CancellationToken cancellation) =>
        long.Parse(await AskAsync(split, sql, cancellation), CultureInfo.InvariantCulture);

    private static async Task<string> AskAsync(Split split, string sql, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = split.Engine };
        using var content = new StringContent(sql);
        using HttpResponseMessage answer = await client.PostAsync(new Uri("/", UriKind.Relative), content, cancellation);
        string text = await answer.Content.ReadAsStringAsync(cancellation);
        Assert.True(answer.IsSuccessStatusCode, text);
        return text.Trim();
    }
}
