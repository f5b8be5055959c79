using Tracing.Query.Loading;

namespace Tracing.Query.Api.Types;

/// <summary>A page of spans.</summary>
public sealed class SpanConnectionType : ConnectionOf<SpanView, SpanType, SpanEdgeType>
{
    /// <summary>Declares the fields.</summary>
    public SpanConnectionType()
        : base("SpanConnection")
    {
    }
}

/// <summary>A span of a page.</summary>
public sealed class SpanEdgeType : EdgeOf<SpanView, SpanType>
{
    /// <summary>Declares the fields.</summary>
    public SpanEdgeType()
        : base("SpanEdge")
    {
    }
}
