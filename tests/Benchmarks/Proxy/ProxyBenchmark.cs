using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Tracing.Processes;

namespace Tracing.Benchmarks.Proxy;

/// <summary>
/// What the model proxy adds to the first token: fifty streams open at a time, straight to the models' endpoint and through the shipped program, in
/// interleaved rounds. A request is a conversation of 100 KB; the endpoint thinks for 20 ms and then streams.
/// </summary>
internal static class ProxyBenchmark
{
    private const int Streams = 50;
    private const int CallsInARow = 8;
    private const int WarmUps = 1;
    private const int Rounds = 6;
    private const int Events = 20;
    private const int RequestBytes = 100_000;

    private static readonly byte[] Body = Encoding.UTF8.GetBytes(
        "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"" + new string('x', RequestBytes) + "\"}]}");

    private static readonly byte[] Event = Encoding.UTF8.GetBytes("data: {\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"some text\"}}]}\n\n");

    public static async Task RunAsync()
    {
        await using WebApplication endpoint = await StartAsync();
        string address = endpoint.Urls.First();
        await using TracingProcess proxy = await TracingProcess.StartAsync(
            ["proxy", "--upstream", address, "--listen", "127.0.0.1:0", "--endpoint", address, "--sweep", "s", "--agent", "a", "--model", "m", "--task", "c/t"], CancellationToken.None);
        using var straight = new HttpClient { BaseAddress = new Uri(address) };
        using var through = new HttpClient { BaseAddress = proxy.Proxy };
        using Process process = Process.GetProcessById(proxy.Child.Id);
        var straightMs = new List<double>();
        var throughMs = new List<double>();
        TimeSpan before = default;
        for (int round = -WarmUps; round < Rounds; round++)
        {
            if (round == 0)
            {
                straightMs.Clear();
                throughMs.Clear();
                process.Refresh();
                before = process.TotalProcessorTime;
            }

            straightMs.AddRange(await RoundAsync(straight));
            throughMs.AddRange(await RoundAsync(through));
        }

        process.Refresh();
        double cpuMs = (process.TotalProcessorTime - before).TotalMilliseconds / throughMs.Count;
        Print(straightMs, throughMs, cpuMs);
    }

    private static async Task<IEnumerable<double>> RoundAsync(HttpClient client) =>
        (await Task.WhenAll(Enumerable.Range(0, Streams).Select(agent => AgentAsync(client, agent)))).SelectMany(calls => calls);

    // Agents do not begin in step.
    private static async Task<double[]> AgentAsync(HttpClient client, int agent)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(agent * 400.0 / Streams));
        double[] calls = new double[CallsInARow];
        for (int i = 0; i < calls.Length; i++)
        {
            calls[i] = await FirstTokenMsAsync(client);
        }

        return calls;
    }

    private static async Task<double> FirstTokenMsAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions") { Content = new ByteArrayContent(Body) };
        request.Content.Headers.ContentType = new("application/json");
        long began = Stopwatch.GetTimestamp();
        using HttpResponseMessage answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using Stream stream = await answer.Content.ReadAsStreamAsync();
        byte[] buffer = new byte[4096];
        await stream.ReadExactlyAsync(buffer.AsMemory(0, Event.Length));
        double first = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        while (await stream.ReadAsync(buffer) > 0)
        {
        }

        return first;
    }

    private static async Task<WebApplication> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        app.Run(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            if (!context.Request.Path.Value!.EndsWith("/completions", StringComparison.Ordinal))
            {
                return;
            }

            context.Response.ContentType = "text/event-stream";
            for (int i = 0; i < Events; i++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20));
                await context.Response.Body.WriteAsync(Event);
            }
        });
        await app.StartAsync();
        return app;
    }

    private static void Print(List<double> straight, List<double> through, double cpuMs)
    {
        straight.Sort();
        through.Sort();
        Console.WriteLine("\n| time to the first event, ms | p50 | p90 | p99 |\n|---|---|---|---|");
        Console.WriteLine(Row("straight", straight, straight, 0));
        Console.WriteLine(Row("through the proxy", through, through, 0));
        Console.WriteLine(Row("added", through, straight, 1));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{through.Count} calls, {Streams} open at a time, through the proxy, {cpuMs:F2} ms of its CPU a call."));
    }

    private static string Row(string name, List<double> of, List<double> less, int times) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {At(of, 0.5) - (times * At(less, 0.5)):F1} | {At(of, 0.9) - (times * At(less, 0.9)):F1} | {At(of, 0.99) - (times * At(less, 0.99)):F1} |");

    private static double At(List<double> sorted, double share) => sorted[(int)(share * (sorted.Count - 1))];
}
