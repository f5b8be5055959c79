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
        string?[] own = [.. rows.Select(Own)];
        string[] traces = [.. rows.Where((_, i) => own[i] is null).Select(row => row.TraceId).Distinct(StringComparer.Ordinal)];
        Dictionary<(string Trace, string Span), string> read = [];
        if (traces.Length > 0)
        {
            foreach (SpanKindRow kind in await answers.AskAsync(new SpanKindsOfTraces(traces), cancellation))
            {
                read[(kind.TraceId, kind.SpanId)] = kind.Kind;
            }
        }

        return [.. rows.Select((row, i) => new SpanView(row, own[i] ?? read.GetValueOrDefault((row.TraceId, row.SpanId))))];
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
