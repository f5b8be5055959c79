using System.Buffers.Binary;
using System.Globalization;
using Google.Protobuf;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace Tracing.Benchmarks.Sweeps;

/// <summary>The 17 spans of a made run, as a harness would send them by the vocabulary.</summary>
internal sealed class RunSpans(MadeRun run)
{
    private const long Millisecond = 1_000_000;
    private const string Digest = "sha256:7fcaf222644a5cb0afffe018f038d270130b5af3b8af366cd960f2d596a4342c";

    private static readonly string[] Tools = ["shell", "read_file", "apply_patch", "search"];

    private readonly ByteString trace = Id(run, 0, 16);
    private int spans;

    /// <summary>Resource of all records of a run.</summary>
    public static Resource Resource(MadeRun run) => new()
    {
        Attributes =
        {
            Of("service.name", run.Agent),
            Of("bench.sweep.id", run.Sweep),
            Of("bench.agent.name", run.Agent),
            Of("bench.agent.version", "1.7.0"),
            Of("bench.model.name", run.Model),
            Of("bench.task.id", $"{run.Category}/{run.Task}"),
            Of("bench.trial", run.Trial),
            Of("bench.run.id", run.RunId),
        },
    };

    /// <summary>The spans, the root last.</summary>
    public ResourceSpans Make()
    {
        var scope = new ScopeSpans { Scope = new InstrumentationScope { Name = "made.harness", Version = "1.0.0" } };
        ByteString root = NextId();
        ByteString container = NextId();
        long start = run.StartUnixNano;
        long end = start + run.DurationNano;
        long work = start + (400 * Millisecond);
        long step = (run.DurationNano - (1_500 * Millisecond)) / (MadeRun.ModelCalls + MadeRun.ToolCalls);
        scope.Spans.Add(Step("prepare", "task_setup", root, start, 300 * Millisecond));
        for (int i = 0; i < MadeRun.ModelCalls; i++)
        {
            scope.Spans.Add(ModelCall(container, work + (2 * i * step), step, i == MadeRun.ModelCalls - 1));
            scope.Spans.Add(ToolCall(container, work + (((2 * i) + 1) * step), step));
        }

        scope.Spans.Add(Container(root, container, work, end - (900 * Millisecond) - work));
        scope.Spans.Add(Step("verify", "verify", root, end - (800 * Millisecond), 500 * Millisecond));
        scope.Spans.Add(Step("cleanup", "cleanup", root, end - (200 * Millisecond), 100 * Millisecond));
        Span adapter = Step($"{run.Agent}:{run.Category}/{run.Task}", "adapter_run", ByteString.Empty, start, run.DurationNano);
        adapter.SpanId = root;
        adapter.Attributes.Add([Of("bench.timeout_s", 600), Of("process.exit.code", 0), Flag("bench.timed_out", run.State == "timed_out")]);
        scope.Spans.Add(adapter);
        return new ResourceSpans { Resource = Resource(run), ScopeSpans = { scope } };
    }

    public static KeyValue Of(string key, string value) => new() { Key = key, Value = new AnyValue { StringValue = value } };

    public static KeyValue Of(string key, long value) => new() { Key = key, Value = new AnyValue { IntValue = value } };

    public static KeyValue Number(string key, double value) => new() { Key = key, Value = new AnyValue { DoubleValue = value } };

    public static KeyValue Flag(string key, bool value) => new() { Key = key, Value = new AnyValue { BoolValue = value } };

    private Span Container(ByteString root, ByteString id, long start, long duration)
    {
        Span span = Step(run.Agent + ":run", "container", root, start, duration);
        span.SpanId = id;
        span.Attributes.Add(
        [
            Of("container.image.name", $"bench/{run.Agent}:1.7.0"), Of("container.image.repo_digests", Digest), Of("process.exit.code", 0), Flag("bench.read_only", false),
        ]);
        return span;
    }

    private Span ModelCall(ByteString parent, long start, long duration, bool last)
    {
        Span span = Step("chat " + run.Model, "model_call", parent, start, duration);
        span.Kind = Span.Types.SpanKind.Client;
        span.Attributes.Add(
        [
            Of("gen_ai.operation.name", "chat"), Of("gen_ai.request.model", run.Model), Of("gen_ai.response.id", "resp_" + Hex(NextId())),
            Of("gen_ai.response.finish_reasons", last ? "stop" : "tool_calls"), Of("http.response.status_code", 200), Of("bench.source", "proxy"),
        ]);
        int prompt = 2_000 + run.Random.Next(40_000);
        int completion = 50 + run.Random.Next(1_500);
        if (run.TokensRecorded)
        {
            span.Attributes.Add(
            [
                Of("gen_ai.usage.input_tokens", prompt), Of("gen_ai.usage.cache_read.input_tokens", prompt / 2), Of("gen_ai.usage.output_tokens", completion),
            ]);
        }

        return span;
    }

    private Span ToolCall(ByteString parent, long start, long duration)
    {
        string tool = Tools[run.Random.Next(Tools.Length)];
        int exit = run.Random.Next(12) == 0 ? 1 : 0;
        Span span = Step("execute_tool " + tool, "tool_call", parent, start, duration / 10);
        span.Attributes.Add(
        [
            Of("gen_ai.operation.name", "execute_tool"), Of("gen_ai.tool.name", tool), Of("gen_ai.tool.call.id", "call_" + Hex(NextId())),
            Of("gen_ai.tool.call.arguments", string.Create(CultureInfo.InvariantCulture, $"{{\"path\":\"src/file{run.Random.Next(1_000)}.go\"}}")), Of("process.exit.code", exit),
        ]);
        if (exit != 0)
        {
            span.Status = new Status { Code = Status.Types.StatusCode.Error, Message = "exit code 1" };
        }

        return span;
    }

    private Span Step(string name, string kind, ByteString parent, long start, long duration)
    {
        var span = new Span
        {
            TraceId = trace,
            SpanId = NextId(),
            ParentSpanId = parent,
            Name = name,
            Kind = Span.Types.SpanKind.Internal,
            StartTimeUnixNano = (ulong)start,
            EndTimeUnixNano = (ulong)(start + duration),
        };
        span.Attributes.Add(Of("bench.span.kind", kind));
        return span;
    }

    private ByteString NextId() => Id(run, ++spans, 8);

    private static string Hex(ByteString id) => Convert.ToHexStringLower(id.Span);

    private static ByteString Id(MadeRun run, int ordinal, int length)
    {
        Span<byte> bytes = stackalloc byte[16];
        Span<byte> name = stackalloc byte[run.RunId.Length + 4];
        System.Text.Encoding.ASCII.GetBytes(run.RunId, name);
        BinaryPrimitives.WriteInt32LittleEndian(name[run.RunId.Length..], ordinal);
        System.IO.Hashing.XxHash128.Hash(name, bytes);
        return ByteString.CopyFrom(bytes[..length]);
    }
}
