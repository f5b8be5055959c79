using GraphQL.Types;
using Tracing.Storage.Reads;

namespace Tracing.Query.Api.Types;

/// <summary>A page of cells.</summary>
public sealed class CellConnectionType : ConnectionOf<CellRow, CellType, CellEdgeType>
{
    /// <summary>Declares the fields.</summary>
    public CellConnectionType()
        : base("CellConnection") =>
        Field<NonNullGraphType<LongGraphType>>("totalCount").Description("All cells that the filter finds.")
            .ResolveAsync(async c => await c.Source.TotalCount!(c.CancellationToken));
}

/// <summary>A cell of a page.</summary>
public sealed class CellEdgeType : EdgeOf<CellRow, CellType>
{
    /// <summary>Declares the fields.</summary>
    public CellEdgeType()
        : base("CellEdge")
    {
    }
}
