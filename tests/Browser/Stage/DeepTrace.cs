using System.Globalization;
using Tracing.Processes;

namespace Tracing.Browser.Tests.Stage;

/// <summary>A run of spans each of which stands in the one before, all as long as the run.</summary>
internal static class DeepTrace
{
    /// <summary>Path of its page.</summary>
    public const string Path = "/cell/deep-agent/deep-model/deep/trace";

    private const int Spans = 400;

    /// <summary>Name of the innermost span.</summary>
    public static string Deepest => Name(Spans);

    /// <summary>Sends it to the service and waits until it is seen.</summary>
    public static async Task SendAsync(PagesFixture pages, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(
            folder["deep.json"],
            $$$"""
            {"resourceSpans":[{"resource":{"attributes":[{"key":"bench.run.id","value":{"stringValue":"deep-run"}},
              {"key":"bench.cell.id","value":{"stringValue":"deep-sweep/deep-agent/deep-model/deep/trace"}}]},"scopeSpans":[{"spans":[{{{string.Join(',', Enumerable.Range(1, Spans).Select(Span))}}}]}]}]}
            """,
            cancellation);
        await pages.SendAsync([folder["deep.json"]], cancellation);
        await pages.UntilThereAsync(Path, [string.Create(CultureInfo.InvariantCulture, $"Trace spans ({Spans})")], cancellation);
    }

    private static string Name(int depth) => string.Create(CultureInfo.InvariantCulture, $"depth {depth}");

    private static string Span(int depth) =>
        $$"""{"traceId":"00000000000000000000000000deed00","spanId":"{{depth:x16}}","parentSpanId":"{{(depth == 1 ? "" : (depth - 1).ToString("x16", CultureInfo.InvariantCulture))}}","name":"{{Name(depth)}}","kind":1,"startTimeUnixNano":"1790000000000000000","endTimeUnixNano":"1790000010000000000"}""";
}
