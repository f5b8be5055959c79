using System.Text.Json;
using Tracing.Storage.Reads;
using Tracing.Vocabulary;

namespace Tracing.Query.RunData;

/// <summary>
/// A run's spans for its timeline, in columns. What looks like a key is hidden in names, as on the page itself. Times are milliseconds since the run's start; a span without its parent among the spans is a root, and a parent
/// always stands before its children.
/// </summary>
internal static class TimelineJson
{
    private const double NanosPerMilli = 1e6;

    /// <summary>Writes it.</summary>
    /// <param name="json">Receives it.</param>
    /// <param name="spans">The spans by start, with what each is in its run; null for an inner one.</param>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<(TimelineSpanRow Row, string? Kind)> spans)
    {
        int[] parents = Parents(spans);
        int[] order = ParentsFirst(parents);
        (TimelineSpanRow Row, string? Kind)[] ordered = [.. order.Select(at => spans[at])];
        long start = spans.Count == 0 ? 0 : spans.Min(span => span.Row.StartUnixNano);
        double end = spans.Count == 0 ? 0 : spans.Max(span => span.Row.StartUnixNano - start + (double)span.Row.DurationNano);
        var names = new Numbering();
        var kinds = new Numbering();
        int[] name = [.. ordered.Select(span => names.Of(span.Row.Name))];
        int[] kind = [.. ordered.Select(span => kinds.Of(span.Kind ?? ""))];
        int[] place = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            place[order[i]] = i;
        }

        json.WriteStartObject();
        json.WriteNumber("durationMs", end / NanosPerMilli);
        json.WriteNumber("startUnixMs", start / NanosPerMilli);
        json.WriteBoolean("isCut", spans.Count >= TimelineReader.MaxSpans);
        if (ordered.Where(span => span.Kind == BenchSpanKinds.Container).Select(span => (long?)RecordingStartOf(span.Row)).FirstOrDefault() is { } recordingStart)
        {
            json.WriteNumber("recordingOffsetMs", (recordingStart - start) / NanosPerMilli);
        }

        Column(json, "names", names.All.Select(SecretShapes.Hide), json.WriteStringValue);
        Column(json, "kinds", kinds.All, json.WriteStringValue);
        Column(json, "ids", ordered, span => json.WriteStringValue(span.Row.SpanId));
        Column(json, "parents", order, at => json.WriteNumberValue(parents[at] < 0 ? -1 : place[parents[at]]));
        Column(json, "name", name, json.WriteNumberValue);
        Column(json, "kind", kind, json.WriteNumberValue);
        Column(json, "start", ordered, span => json.WriteNumberValue((span.Row.StartUnixNano - start) / NanosPerMilli));
        Column(json, "duration", ordered, span => json.WriteNumberValue(span.Row.DurationNano / NanosPerMilli));
        Column(json, "error", ordered, span => json.WriteNumberValue(span.Row.Failed ? 1 : 0));
        json.WriteEndObject();
    }

    // Where nothing tells it, the terminal was there from the agent's start.
    private static long RecordingStartOf(TimelineSpanRow agent) => agent.RecordingStart > 0 ? agent.RecordingStart : agent.StartUnixNano;

    private static void Column<T>(Utf8JsonWriter json, string key, IEnumerable<T> values, Action<T> write)
    {
        json.WriteStartArray(key);
        foreach (T value in values)
        {
            write(value);
        }

        json.WriteEndArray();
    }

    // The place of each span's parent; -1 where it is not among them.
    private static int[] Parents(IReadOnlyList<(TimelineSpanRow Row, string? Kind)> spans)
    {
        Dictionary<(string, string), int> places = new(spans.Count);
        for (int i = 0; i < spans.Count; i++)
        {
            places.TryAdd((spans[i].Row.TraceId, spans[i].Row.SpanId), i);
        }

        return [.. spans.Select(span => span.Row.ParentSpanId.Length == 0 ? -1 : places.GetValueOrDefault((span.Row.TraceId, span.Row.ParentSpanId), -1))];
    }

    // Clocks of several processes: a child may begin before its parent. What hangs together in a circle has no root: its first span is made one.
    private static int[] ParentsFirst(int[] parents)
    {
        var ordered = new List<int>(parents.Length);
        bool[] written = new bool[parents.Length];
        var above = new Stack<int>();
        var climbed = new HashSet<int>();
        for (int i = 0; i < parents.Length; i++)
        {
            climbed.Clear();
            for (int at = i; at >= 0 && !written[at] && climbed.Add(at); at = parents[at])
            {
                above.Push(at);
            }

            while (above.TryPop(out int next))
            {
                written[next] = true;
                ordered.Add(next);
            }
        }

        return [.. ordered];
    }

    private sealed class Numbering
    {
        private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

        public IEnumerable<string> All => numbers.Keys;

        public int Of(string text)
        {
            if (!numbers.TryGetValue(text, out int number))
            {
                number = numbers.Count;
                numbers.Add(text, number);
            }

            return number;
        }
    }
}
