using GraphQL.Types;
using Tracing.Vocabulary;

namespace Tracing.Query.Api.Types;

/// <summary>What a span is in a run; the values are the words of the wire.</summary>
public sealed class SpanKindNameType : EnumerationGraphType
{
    /// <summary>Declares the values.</summary>
    public SpanKindNameType()
    {
        Name = "SpanKindName";
        Description = "What a span is in a run.";
        foreach (string kind in BenchSpanKinds.All)
        {
            Add(kind, kind);
        }
    }
}
