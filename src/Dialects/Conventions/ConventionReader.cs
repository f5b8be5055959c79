using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Conventions;

/// <summary>Reads a run by the vocabulary, with the kinds and aliases that a dialect adds.</summary>
public static class ConventionReader
{
    /// <summary>Reads a run.</summary>
    /// <param name="run">The records.</param>
    /// <param name="kindOf">The kind of a span, or null.</param>
    /// <param name="aliases">Names beside the standard ones.</param>
    /// <returns>What the records mean.</returns>
    public static RunSteps Read(RunRecords run, Func<SpanRecord, string?> kindOf, AttributeAliases aliases)
    {
        run = run.Once();
        List<(SpanRecord Span, string Kind)> byKind = [];
        foreach (SpanRecord span in run.Spans)
        {
            if (kindOf(span) is { } kind)
            {
                byKind.Add((span, kind));
            }
        }

        var nested = new NestedCalls(run.Spans, byKind);
        ModelCallStep[] ofSpans = [.. byKind.Where(k => k.Kind == BenchSpanKinds.ModelCall).Select(k => ModelCallReader.FromSpan(k.Span))];
        IEnumerable<ModelCallStep> modelCalls = nested.Innermost(ofSpans).Concat(ModelCallReader.FromLogs(run.Logs, ofSpans));
        IEnumerable<ToolCallStep> toolCalls = byKind.Where(k => k.Kind == BenchSpanKinds.ToolCall).Select(k => ToolCallReader.FromSpan(k.Span, aliases));
        IEnumerable<SpanKindStep> kinds = byKind
            .Where(k => k.Span.Attributes.Text(BenchAttributes.SpanKind) is null && !nested.IsEnclosing(k.Span))
            .Select(k => new SpanKindStep(k.Span.TraceId, k.Span.SpanId, k.Kind));
        return new RunSteps(
            RunFactsReader.Read(run, byKind, aliases),
            [.. modelCalls.OrderBy(c => c.StartUnixNano).ThenBy(c => c.SpanId, StringComparer.Ordinal)],
            [.. toolCalls.OrderBy(c => c.StartUnixNano).ThenBy(c => c.SpanId, StringComparer.Ordinal)],
            EvaluationReader.Read(run),
            [.. kinds]);
    }
}
