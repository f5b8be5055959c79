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
        var modelCalls = new List<ModelCallStep>();
        var toolCalls = new List<ToolCallStep>();
        var kinds = new List<SpanKindStep>();
        var byKind = new List<(SpanRecord Span, string Kind)>();
        foreach (SpanRecord span in run.Spans)
        {
            if (kindOf(span) is not { } kind)
            {
                continue;
            }

            byKind.Add((span, kind));
            if (span.Attributes.Text(BenchAttributes.SpanKind) is null)
            {
                kinds.Add(new SpanKindStep(span.TraceId, span.SpanId, kind));
            }

            switch (kind)
            {
                case BenchSpanKinds.ModelCall:
                    modelCalls.Add(ModelCallReader.FromSpan(span));
                    break;
                case BenchSpanKinds.ToolCall:
                    toolCalls.Add(ToolCallReader.FromSpan(span, aliases));
                    break;
            }
        }

        modelCalls.AddRange(ModelCallReader.FromLogs(run.Logs, modelCalls));
        return new RunSteps(
            RunFactsReader.Read(run, byKind, aliases),
            [.. modelCalls.OrderBy(c => c.StartUnixNano).ThenBy(c => c.SpanId, StringComparer.Ordinal)],
            [.. toolCalls.OrderBy(c => c.StartUnixNano).ThenBy(c => c.SpanId, StringComparer.Ordinal)],
            EvaluationReader.Read(run),
            kinds);
    }
}
