using System.Globalization;
using System.Text;
using Tracing.Processes;

namespace Tracing.Browser.Tests.Stage;

/// <summary>A run of 50,000 spans, some of them with names that were made to harm.</summary>
internal static class LongTrace
{
    /// <summary>How many spans.</summary>
    public const int Spans = 50_000;

    /// <summary>Its sweep.</summary>
    public const string Sweep = "long-sweep";

    /// <summary>Path of its page.</summary>
    public const string Path = "/cell/long-agent/long-model/long/trace";

    private const int PerRequest = 5_000;
    private const string Hostile = "<img src=x onerror=alert(1)></script><!--\\u202e\\u001b[31m";

    /// <summary>What its page holds when all of it is there.</summary>
    public static string Told => string.Create(CultureInfo.InvariantCulture, $"of {Spans})");

    /// <summary>Sends it to the service, again where it is there already, and waits until it is seen.</summary>
    public static async Task SendAsync(PagesFixture pages, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        await pages.SendAsync(Write(folder), cancellation);
        await pages.UntilThereAsync(Path, [Told], cancellation);
    }

    /// <summary>Writes it as files of OTLP/JSON.</summary>
    public static IReadOnlyList<string> Write(TemporaryFolder folder) => [.. Enumerable.Range(0, Spans / PerRequest).Select(part => Write(folder, part))];

    private static string Write(TemporaryFolder folder, int part)
    {
        var spans = new StringBuilder();
        for (int i = part * PerRequest; i < (part + 1) * PerRequest; i++)
        {
            long start = 1_790_000_000_000_000_000 + (i * 1_000_000L);
            long end = i == 0 ? start + (Spans * 1_000_000L) : start + 900_000;
            string kind = i % 5_000 == 1 ? """{"key":"bench.span.kind","value":{"stringValue":"tool_call"}}""" : i == 0 ? """{"key":"bench.span.kind","value":{"stringValue":"adapter_run"}}""" : "";
            spans.Append(spans.Length == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $$$"""
                {"traceId":"00000000000000000000000000c0ffee","spanId":"{{{i + 1:x16}}}","parentSpanId":"{{{(i == 0 ? "" : "0000000000000001")}}}","name":"{{{(i % 5_000 == 1 ? Hostile : "step")}}}","kind":1,
                 "startTimeUnixNano":"{{{start}}}","endTimeUnixNano":"{{{end}}}","attributes":[{{{kind}}}]}
                """);
        }

        string file = folder[string.Create(CultureInfo.InvariantCulture, $"part-{part}.json")];
        File.WriteAllText(file, $$$"""
            {"resourceSpans":[{"resource":{"attributes":[{"key":"bench.run.id","value":{"stringValue":"long-run"}},
              {"key":"bench.cell.id","value":{"stringValue":"{{{Sweep}}}/long-agent/long-model/long/trace"}}]},"scopeSpans":[{"spans":[{{{spans}}}]}]}]}
            """);
        return file;
    }
}
