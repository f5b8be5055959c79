using System.Globalization;
using System.Text;
using Tracing.Storage.Columns;

namespace Tracing.Benchmarks.Table;

/// <summary>
/// Distinct spans of coding agents as columns: runs of a few hundred spans, several runs side by side, 11 span and
/// 8 resource attributes, ids and numbers that do not repeat. The same seed gives the same spans.
/// </summary>
internal sealed class SpanBlocks(int seed, int rows)
{
    private const int SpansPerRun = 460;
    private const int RunsSideBySide = 16;
    private const long Start = 1_790_000_000_000_000_000;
    private const long Second = 1_000_000_000;

    private static readonly string[] s_models = ["claude-opus-4", "gpt-5.2-codex", "gemini-3-pro", "llama-4-maverick"];
    private static readonly string[] s_operations = ["chat", "execute_tool", "invoke_agent"];
    private static readonly string[] s_tools = ["shell", "apply_patch", "read_file", "search", "web_fetch"];

    private readonly Random random = new(seed);
    private long span;

    /// <summary>Ids of a trace and a run that exist in the blocks made so far.</summary>
    public (string Trace, string Run) Sample { get; private set; } = ("", "");

    /// <summary>Makes the next frame of <c>rows</c> spans.</summary>
    public byte[] Next()
    {
        using var columns = new SpanColumns();
        for (int i = 0; i < rows; i++)
        {
            Add(columns, span++);
        }

        columns.Complete(Start + (span * Second / 100));
        byte[] frame = new byte[FrameWriter.Measure(columns)];
        FrameWriter.Write(frame, columns);
        return frame;
    }

    private void Add(SpanColumns columns, long number)
    {
        long group = number / (SpansPerRun * RunsSideBySide);
        long run = (group * RunsSideBySide) + (number % RunsSideBySide);
        string trace = Hex((ulong)run * 0x9E3779B97F4A7C15) + Hex((ulong)run ^ 0xD1B54A32D192ED03);
        string runId = trace;
        Sample = (trace, runId);
        string model = s_models[run % s_models.Length];
        string operation = s_operations[number % s_operations.Length];
        string tool = s_tools[random.Next(s_tools.Length)];
        string spanId = Hex((ulong)number * 0xC2B2AE3D27D4EB4F);

        columns.TryOpenPrefix(number);
        Fill(
            columns.ResourceAttributes,
            ("service.name", 's', "agent"), ("service.version", 's', "1.7." + (run % 5)), ("bench.sweep.id", 's', "expansion-20260616"),
            ("bench.agent.name", 's', "openhands"), ("bench.model.name", 's', model), ("bench.task.id", 's', "polyglot/task-" + (run % 60)),
            ("bench.trial", 'i', ((run % 3) + 1).ToString(CultureInfo.InvariantCulture)), ("bench.run.id", 's', runId));
        Fill(
            columns.SpanAttributes,
            ("gen_ai.operation.name", 's', operation), ("gen_ai.request.model", 's', model), ("gen_ai.tool.name", 's', tool),
            ("gen_ai.usage.input_tokens", 'i', random.Next(200, 60_000).ToString(CultureInfo.InvariantCulture)),
            ("gen_ai.usage.output_tokens", 'i', random.Next(1, 4_000).ToString(CultureInfo.InvariantCulture)),
            ("gen_ai.response.id", 's', "resp_" + Hex((ulong)random.NextInt64())), ("http.response.status_code", 'i', "200"),
            ("server.address", 's', "127.0.0.1"), ("user.id", 's', random.Next(1_000_000).ToString(CultureInfo.InvariantCulture)),
            ("url.path", 's', "/workspace/src/file" + random.Next(100_000)), ("thread.id", 'i', (number % 64).ToString(CultureInfo.InvariantCulture)));
        if (number % 5 == 0)
        {
            Fixed(columns.EventTimestamp, Start + number);
            Text(columns.EventName, "gen_ai.choice");
            Fill(columns.EventAttributes, ("index", 'i', "0"), ("finish_reason", 's', "stop"));
        }

        columns.EventCounts.AppendCount(number % 5 == 0 ? 1u : 0);
        columns.LinkCounts.AppendCount(0);
        Fixed(columns.Timestamp, Start + (number * Second / 100) + random.Next(1_000_000));
        Text(columns.TraceId, trace);
        Text(columns.SpanId, spanId);
        Text(columns.ParentSpanId, number % 16 == 0 ? "" : Hex((ulong)(number - 16) * 0xC2B2AE3D27D4EB4F));
        Text(columns.TraceState, "");
        Text(columns.SpanName, operation == "chat" ? "chat " + model : operation + " " + tool);
        Text(columns.SpanKind, operation == "chat" ? "Client" : "Internal");
        Text(columns.ServiceName, "agent");
        Text(columns.ScopeName, "bench.adapter");
        Text(columns.ScopeVersion, "1.0.0");
        Fixed(columns.Duration, random.NextInt64(1_000_000, 20 * Second));
        Text(columns.StatusCode, number % 50 == 0 ? "Error" : "Unset");
        Text(columns.StatusMessage, number % 50 == 0 ? "exit code 1" : "");
        Text(columns.RunId, runId);
        columns.Flags.Ensure(4);
        columns.Flags.AppendUInt32(257);
        columns.AddRow();
    }

    private static string Hex(ulong value) => value.ToString("x16", CultureInfo.InvariantCulture);

    private static void Fill(MapColumns map, params ReadOnlySpan<(string Key, char Letter, string Value)> attributes)
    {
        map.Open();
        foreach ((string key, char letter, string value) in attributes)
        {
            Text(map.Keys, key);
            Text(map.Values, value);
            map.Types.Ensure(16);
            map.Add((byte)letter);
        }

        map.Types.Ensure(16);
        map.Close();
    }

    private static void Text(ColumnBuffer column, string text) => column.AppendString(Encoding.UTF8.GetBytes(text));

    private static void Fixed(ColumnBuffer column, long value)
    {
        column.Ensure(8);
        column.AppendInt64(value);
    }
}
