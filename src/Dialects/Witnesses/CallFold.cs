using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tracing.Dialects.Steps;

namespace Tracing.Dialects.Witnesses;

/// <summary>
/// Folds what several witnesses tell of the same calls: each call once, told by the most trusted, its gaps filled from the next. What the others said is kept beside it.
/// </summary>
public static class CallFold
{
    /// <summary>Folds model calls.</summary>
    /// <param name="witnesses">What each witness tells, the most trusted first. One witness tells a call once.</param>
    /// <returns>The calls by start.</returns>
    public static IReadOnlyList<ModelCallStep> ModelCalls(params IReadOnlyList<ModelCallStep>[] witnesses) =>
        [.. Fold(CallShapes.ModelCalls, witnesses).OrderBy(c => c.StartUnixNano).ThenBy(c => c.Attempt).ThenBy(c => c.SpanId, StringComparer.Ordinal)];

    /// <summary>Folds tool calls.</summary>
    /// <param name="witnesses">What each witness tells, the most trusted first. One witness tells a call once.</param>
    /// <returns>The calls by start.</returns>
    public static IReadOnlyList<ToolCallStep> ToolCalls(params IReadOnlyList<ToolCallStep>[] witnesses) =>
        [.. Fold(CallShapes.ToolCalls, witnesses).OrderBy(c => c.StartUnixNano).ThenBy(c => c.SpanId, StringComparer.Ordinal)];

    private static List<TStep> Fold<TStep>(CallShape<TStep> shape, IReadOnlyList<TStep>[] witnesses)
    {
        List<TStep> calls = [];
        foreach (IReadOnlyList<TStep> told in witnesses)
        {
            IReadOnlyDictionary<int, int> same = calls.Count == 0 ? new Dictionary<int, int>() : CallMatch.Of(shape, calls, told);
            for (int i = 0; i < told.Count; i++)
            {
                if (same.TryGetValue(i, out int known))
                {
                    calls[known] = Merge(shape, calls[known], told[i]);
                }
                else
                {
                    calls.Add(told[i]);
                }
            }
        }

        return calls;
    }

    private static TStep Merge<TStep>(CallShape<TStep> shape, TStep call, TStep other)
    {
        (IReadOnlyDictionary<string, string> fieldSources, string others) = shape.Notes(call);
        var sources = new Dictionary<string, string>(fieldSources, StringComparer.Ordinal);
        (IReadOnlyDictionary<string, string> otherSources, string _) = shape.Notes(other);
        foreach (CallField<TStep> field in shape.Fields)
        {
            if (field.Value(call) is null && field.Value(other) is not null)
            {
                call = field.Take(call, other);
                string source = otherSources.GetValueOrDefault(field.Name, shape.Source(other));
                if (!string.Equals(source, shape.Source(call), StringComparison.Ordinal))
                {
                    sources[field.Name] = source;
                }
            }
        }

        return shape.Note(call, sources, Append(others, Told(shape, other)));
    }

    private static JsonObject Told<TStep>(CallShape<TStep> shape, TStep step)
    {
        (string traceId, string spanId) = shape.Place(step);
        var told = new JsonObject
        {
            ["source"] = shape.Source(step),
            ["startedAt"] = shape.Time(step).StartUnixNano.ToString(CultureInfo.InvariantCulture),
        };
        if (spanId.Length > 0)
        {
            told["traceId"] = traceId;
            told["spanId"] = spanId;
        }

        foreach (CallField<TStep> field in shape.Fields)
        {
            if (field.Value(step) is { } value)
            {
                told[field.Name] = JsonSerializer.SerializeToNode(value);
            }
        }

        return told;
    }

    private static string Append(string others, JsonObject told)
    {
        JsonArray all = others.Length == 0 ? [] : JsonNode.Parse(others)!.AsArray();
        all.Add(told);
        return all.ToJsonString();
    }
}
