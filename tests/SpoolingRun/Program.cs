using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Tracing.Adapters.Telemetry;
using Tracing.Scoring;
using Tracing.Vocabulary;

// A run that tells scores without end, each with a name of its own, and says which one is on disk: a test kills it.
string folder = args[0];
string endpoint = args[1];
string run = args[2];
string prefix = args[3];

using var client = new HttpClient { BaseAddress = new Uri(endpoint) };
await using var spool = new TelemetrySpool(new SpoolOptions { Folder = folder }, client, TimeProvider.System, NullLoggerFactory.Instance);
var resource = new RunResource { RunId = run, Cell = new CellId("spooled", "agent", "model", "category", "task") };
var telemetry = new RunTelemetry(resource, spool, TimeProvider.System);
for (long number = 0; ; number++)
{
    telemetry.Score(new AxisScore { Axis = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{number}"), Value = number, Details = "{}", ScorerVersion = "1" });
    await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"kept {number}"));
    await Console.Out.FlushAsync();
}
