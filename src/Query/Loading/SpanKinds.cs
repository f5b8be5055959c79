using Tracing.Storage.Reads;
using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Query.Loading;

/// <summary>What spans are in their runs: their own word, else what the agent's dialect read in them.</summary>
public static class SpanKinds
{
    /// <summary>Adds the kinds, with at most one read for all spans.</summary>
    /// <param name="answers">The store.</param>
    /// <param name="rows">The spans.</param>
    /// <param name="cancellation">Stops the read.</param>
    public static async Task<IReadOnlyList<SpanView>> AddAsync(StoreAnswers answers, IReadOnlyList<SpanRow> rows, CancellationToken cancellation)
    {
        IReadOnlyList<string?> kinds = await ReadAsync(answers, rows, row => (row.TraceId, row.SpanId, Own(row)), cancellation);
        return [.. rows.Select((row, i) => new SpanView(row, kinds[i]))];
    }

    /// <summary>The kinds of spans of any shape, with at most one read for all of them.</summary>
    /// <typeparam name="TSpan">A span.</typeparam>
    /// <param name="answers">The store.</param>
    /// <param name="spans">The spans.</param>
    /// <param name="of">Its trace, its id, and its own word; what is none of the vocabulary's kinds does not count.</param>
    /// <param name="cancellation">Stops the read.</param>
    /// <returns>One for each span; null for a span that is none of the kinds.</returns>
    public static async Task<IReadOnlyList<string?>> ReadAsync<TSpan>(
        StoreAnswers answers, IReadOnlyList<TSpan> spans, Func<TSpan, (string TraceId, string SpanId, string? Own)> of, CancellationToken cancellation)
    {
        (string TraceId, string SpanId, string? Own)[] known = [.. spans.Select(of).Select(span => BenchSpanKinds.All.Contains(span.Own) ? span : span with { Own = null })];
        string[] traces = [.. known.Where(span => span.Own is null).Select(span => span.TraceId).Distinct(StringComparer.Ordinal)];
        Dictionary<(string Trace, string Span), string> read = [];
        if (traces.Length > 0)
        {
            foreach (SpanKindRow kind in await answers.AskAsync(new SpanKindsOfTraces(traces), cancellation))
            {
                read[(kind.TraceId, kind.SpanId)] = kind.Kind;
            }
        }

        return [.. known.Select(span => span.Own ?? read.GetValueOrDefault((span.TraceId, span.SpanId)))];
    }

    private static string? Own(SpanRow row)
    {
        foreach (AttributeValue attribute in row.Attributes)
        {
            if (attribute.Key == BenchAttributes.SpanKind && BenchSpanKinds.All.Contains(attribute.Value))
            {
                return attribute.Value;
            }
        }

        return null;
    }
}
