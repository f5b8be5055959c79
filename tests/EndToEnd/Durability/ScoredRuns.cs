using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Tracing.EndToEnd.Tests.Durability;

/// <summary>Runs of one cell a sweep, each with a span and scores on two axes of the composite.</summary>
internal static class ScoredRuns
{
    /// <summary>Sends runs <c>SWEEP-0</c> to <c>SWEEP-(count - 1)</c>; even ones passed.</summary>
    public static async Task SendAsync(Uri http, string sweep, int count, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = http };
        for (int i = 0; i < count; i++)
        {
            string id = (i + 1 + (sweep.Sum(letter => letter) << 16)).ToString("x", CultureInfo.InvariantCulture);
            string resource = $$$"""
                {"attributes":[
                  {"key":"bench.run.id","value":{"stringValue":"{{{sweep}}}-{{{i}}}"}},
                  {"key":"bench.cell.id","value":{"stringValue":"{{{sweep}}}/agent/model/category/task"}},
                  {"key":"bench.trial","value":{"intValue":"{{{i + 1}}}"}}]}
                """;
            await PostAsync(client, "v1/traces", $$$"""
                {"resourceSpans":[{"resource":{{{resource}}},"scopeSpans":[{"spans":[
                  {"traceId":"{{{id.PadLeft(32, '0')}}}","spanId":"{{{id.PadLeft(16, '0')}}}","name":"run","kind":1,
                   "startTimeUnixNano":"1767225600000000000","endTimeUnixNano":"1767225601000000000",
                   "attributes":[{"key":"bench.span.kind","value":{"stringValue":"adapter_run"}}]}]}]}]}
                """, cancellation);
            await PostAsync(client, "v1/logs", $$$"""
                {"resourceLogs":[{"resource":{{{resource}}},"scopeLogs":[{"logRecords":[
                  {{{Score(id, "pass", i % 2 == 0 ? "1" : "0")}}},{{{Score(id, "integrity", "0.5")}}}]}]}]}
                """, cancellation);
        }
    }

    private static string Score(string id, string axis, string value) => $$$"""
        {"timeUnixNano":"1767225601000000000","traceId":"{{{id.PadLeft(32, '0')}}}","eventName":"gen_ai.evaluation.result","attributes":[
          {"key":"gen_ai.evaluation.name","value":{"stringValue":"{{{axis}}}"}},
          {"key":"gen_ai.evaluation.score.value","value":{"doubleValue":{{{value}}}}}]}
        """;

    private static async Task PostAsync(HttpClient client, string path, string request, CancellationToken cancellation)
    {
        using var content = new StringContent(request, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using HttpResponseMessage answer = await client.PostAsync(new Uri(path, UriKind.Relative), content, cancellation);
        answer.EnsureSuccessStatusCode();
    }
}
