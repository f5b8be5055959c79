using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;
using Tracing.Processes;

namespace Tracing.Benchmarks.Visible;

/// <summary>
/// Wall time from the collector's OK to the record's being in a GraphQL answer, against the shipped <c>tracing up</c>: the span by
/// <c>trace</c>, and the run that is interpreted from it by <c>cells</c>. Alone, and while another client sends 512-span requests.
/// </summary>
internal static class VisibleBenchmark
{
    private const int Samples = 40;

    public static async Task RunAsync()
    {
        using var data = new TemporaryFolder();
        await using TracingProcess tracing = await TracingProcess.UpAsync(data.Path, [], CancellationToken.None);
        Console.WriteLine("| | span, median ms | span, longest ms | run of a cell, median ms | run of a cell, longest ms |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        await MeasureAsync("alone", tracing, 0);
        using var stop = new CancellationTokenSource();
        Task load = LoadAsync(tracing.Http, stop.Token);
        await MeasureAsync("while about 5,000 spans a second arrive", tracing, 1000);
        await stop.CancelAsync();
        await load;
    }

    private static async Task MeasureAsync(string name, TracingProcess tracing, int first)
    {
        using var client = new HttpClient { BaseAddress = tracing.Http };
        using var graphQl = new GraphQlClient(tracing.Query);
        var spans = new List<double>();
        var runs = new List<double>();
        for (int i = 0; i < Samples; i++)
        {
            string run = string.Create(CultureInfo.InvariantCulture, $"visible-{first + i}");
            string trace = (first + i + 1).ToString("x32", CultureInfo.InvariantCulture);
            await PostAsync(client, Request(run, trace, 1));
            long answered = TimeProvider.System.GetTimestamp();
            await UntilAsync(graphQl, $"{{ spans(filter: {{traceId: \"{trace}\"}}, first: 1) {{ nodes {{ spanId }} }} }}", answer => answer.GetProperty("spans").GetProperty("nodes").GetArrayLength() > 0);
            spans.Add(TimeProvider.System.GetElapsedTime(answered).TotalMilliseconds);
            await UntilAsync(graphQl, $"{{ cells(filter: {{agents: [\"{run}\"]}}, first: 1) {{ nodes {{ id }} }} }}", answer => answer.GetProperty("cells").GetProperty("nodes").GetArrayLength() > 0);
            runs.Add(TimeProvider.System.GetElapsedTime(answered).TotalMilliseconds);
        }

        spans.Sort();
        runs.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {spans[Samples / 2]:F0} | {spans[^1]:F0} | {runs[Samples / 2]:F0} | {runs[^1]:F0} |"));
    }

    private static async Task UntilAsync(GraphQlClient graphQl, string query, Func<JsonElement, bool> there)
    {
        while (!there(await graphQl.AskAsync(query, null, CancellationToken.None)))
        {
            // Asked again at once: the poll itself is part of what a live page does.
        }
    }

    private static async Task LoadAsync(Uri http, CancellationToken stop)
    {
        using var client = new HttpClient { BaseAddress = http };
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        try
        {
            for (int i = 0; await pace.WaitForNextTickAsync(stop); i++)
            {
                await PostAsync(client, Request("load", (i + 1_000_000).ToString("x32", CultureInfo.InvariantCulture), 512));
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    private static async Task PostAsync(HttpClient client, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        using HttpResponseMessage answer = await client.PostAsync(new Uri("v1/traces", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
    }

    private static byte[] Request(string run, string trace, int count)
    {
        ulong now = (ulong)TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * 1_000_000;
        var scope = new ScopeSpans();
        for (int i = 0; i < count; i++)
        {
            var span = new Span
            {
                TraceId = ByteString.CopyFrom(Convert.FromHexString(trace)),
                SpanId = ByteString.CopyFrom(BitConverter.GetBytes((long)i + 1)),
                Name = "run",
                StartTimeUnixNano = now,
                EndTimeUnixNano = now + 1_000_000,
            };
            span.Attributes.Add(Text("bench.span.kind", i == 0 ? "adapter_run" : "tool_call"));
            scope.Spans.Add(span);
        }

        var resource = new Resource
        {
            Attributes = { Text("bench.run.id", run), Text("bench.cell.id", $"visible/{run}/model/category/task"), Text("service.name", "visible") },
        };
        return new ExportTraceServiceRequest { ResourceSpans = { new ResourceSpans { Resource = resource, ScopeSpans = { scope } } } }.ToByteArray();
    }

    private static KeyValue Text(string key, string value) => new() { Key = key, Value = new AnyValue { StringValue = value } };
}
