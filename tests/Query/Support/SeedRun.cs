using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Tracing.EngineFixture;
using Tracing.Storage;
using Tracing.Storage.Rows;
using Tracing.Storage.Writes;
using Tracing.Vocabulary;

namespace Tracing.Query.Tests.Support;

/// <summary>The published run of the demo, read from its OTLP/JSON and stored as the collector would.</summary>
public static class SeedRun
{
    public const string Cell = "expansion-20260616/openhands/meta/llama-4-maverick-17b-128e-instruct/polyglot/go-http-handler-fix";

    public const string Id = "seed-openhands-go-http-handler-fix-1";

    private const string Trace = "9ff9751b645dfcd011f4bf15a41fad22";

    public static async Task StoreAsync(QueryHost host) => await StoreAsync(host.Store, host.Database);

    public static async Task StoreAsync(ClickHouseStore store, TestDatabase database)
    {
        SpanRow[] spans = [.. Spans()];
        await RawSpans.InsertAsync(database, spans);
        await store.Derived.WriteAsync(
            new DerivedRows { Runs = [Run(spans)], AxisScores = [.. Scores()], SpanKinds = [.. Kinds(spans)] }, TestContext.Current.CancellationToken);
    }

    private static RunRow Run(SpanRow[] spans) => Runs.Run(Cell, Id, startedAt: 1_781_679_643_396_996_000) with
    {
        EndedAt = 1_781_679_658_970_746_000,
        DurationNano = 15_573_750_000,
        ModelBuildId = "meta/llama-4-maverick-17b-128e-instruct",
        ExitCode = 0,
        TimedOut = false,
        ContainerImage = "codingagentbench/openhands:1.7.0",
        ImageDigest = "sha256:7fcaf222644a5cb0afffe018f038d270130b5af3b8af366cd960f2d596a4342c",
        BehaviorMode = "factory",
        PluginStack = [],
        SpanCount = (ulong)spans.Length,
        RootSpanId = "66eb4954764d573e",
        TraceId = Trace,
        Dialect = "codingagentbench",
    };

    private static IEnumerable<SpanKindRow> Kinds(SpanRow[] spans) => spans.Select(span => new SpanKindRow
    {
        RunId = Id,
        Version = 1,
        TraceId = span.TraceId,
        SpanId = span.SpanId,
        Kind = span.Name switch
        {
            "applied_plugins" => BenchSpanKinds.ToolCall,
            "openhands:run" => BenchSpanKinds.Container,
            _ when span.Name.StartsWith("prepare:", StringComparison.Ordinal) => BenchSpanKinds.TaskSetup,
            _ when span.Name.StartsWith("cleanup:", StringComparison.Ordinal) => BenchSpanKinds.Cleanup,
            _ => BenchSpanKinds.AdapterRun,
        },
    });

    private static IEnumerable<SpanRow> Spans() =>
        from resource in Fixture("seed-run.traces.json").GetProperty("resourceSpans").EnumerateArray()
        from scope in resource.GetProperty("scopeSpans").EnumerateArray()
        from span in scope.GetProperty("spans").EnumerateArray()
        let start = Nanos(span, "startTimeUnixNano")
        select RawSpans.Span(Text(span, "traceId"), Text(span, "spanId"), start, Text(span, "name"), "codingagentbench", Id) with
        {
            ParentSpanId = Text(span, "parentSpanId"),
            DurationNano = (ulong)(Nanos(span, "endTimeUnixNano") - start),
            Attributes = Attributes(span),
            ResourceAttributes = Attributes(resource.GetProperty("resource")),
        };

    private static IEnumerable<AxisScoreRow> Scores() =>
        from resource in Fixture("seed-run.logs.json").GetProperty("resourceLogs").EnumerateArray()
        from scope in resource.GetProperty("scopeLogs").EnumerateArray()
        from record in scope.GetProperty("logRecords").EnumerateArray()
        where Text(record, "eventName") == "gen_ai.evaluation.result"
        let facts = Attributes(record).ToDictionary(one => one.Key, one => one.Value)
        select Runs.Score(Id, facts["gen_ai.evaluation.name"], facts.TryGetValue("gen_ai.evaluation.score.value", out string? value) ? double.Parse(value, CultureInfo.InvariantCulture) : null) with
        {
            NotApplicable = facts.GetValueOrDefault("bench.axis.not_applicable") == "true",
            Details = facts["bench.axis.details"],
            Scorer = facts["bench.scorer.name"],
            ScorerVersion = facts["bench.scorer.version"],
            RecordedAt = Nanos(record, "timeUnixNano"),
        };

    private static AttributeValue[] Attributes(JsonElement owner) =>
        [.. owner.GetProperty("attributes").EnumerateArray().Select(one => Attribute(Text(one, "key"), one.GetProperty("value").EnumerateObject().Single()))];

    private static AttributeValue Attribute(string key, JsonProperty value) => value.Name switch
    {
        "stringValue" => new(key, value.Value.GetString()!, AttributeType.String),
        "intValue" => new(key, value.Value.GetString()!, AttributeType.Int),
        "doubleValue" => new(key, value.Value.GetDouble().ToString("R", CultureInfo.InvariantCulture), AttributeType.Double),
        "boolValue" => new(key, value.Value.GetBoolean() ? "true" : "false", AttributeType.Bool),
        "arrayValue" => new(key, JsonSerializer.Serialize(value.Value.GetProperty("values").EnumerateArray().Select(item => item.GetProperty("stringValue").GetString())), AttributeType.Array),
        _ => throw new InvalidOperationException(value.Name),
    };

    private static string Text(JsonElement owner, string name) => owner.TryGetProperty(name, out JsonElement value) ? value.GetString()! : "";

    private static long Nanos(JsonElement owner, string name) => long.Parse(owner.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private static JsonElement Fixture(string name, [CallerFilePath] string thisFile = "") =>
        JsonElement.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "src", "Tracing", "Demo", name)));
}
