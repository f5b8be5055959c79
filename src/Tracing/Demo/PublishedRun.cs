using Tracing.Adapters.Import;

namespace Tracing.Demo;

/// <summary>A run that was published elsewhere, as OTLP: sent like any harness would send it.</summary>
internal static class PublishedRun
{
    /// <summary>Path of its cell's page.</summary>
    public const string PagePath = "/cell/openhands/meta/llama-4-maverick-17b-128e-instruct/polyglot/go-http-handler-fix";

    private static readonly string[] Requests = ["seed-run.traces.json", "seed-run.logs.json"];

    /// <summary>Sends it.</summary>
    /// <param name="collector">The collector's OTLP/HTTP endpoint.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task SendAsync(Uri collector, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = collector };
        var sender = new OtlpSender(client, TimeProvider.System);
        foreach (string name in Requests)
        {
            await using Stream content = DemoResources.Open(name);
            await foreach (OtlpRequest request in OtlpRequestFile.ReadAsync(content, name, cancellation))
            {
                await sender.SendAsync(request, cancellation);
            }
        }
    }
}
