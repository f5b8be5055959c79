using GraphQL.Types;
using Tracing.Storage.Rows;

namespace Tracing.Query.Api.Types;

/// <summary>A page of runs.</summary>
public sealed class RunConnectionType : ConnectionOf<RunRow, RunType, RunEdgeType>
{
    /// <summary>Declares the fields.</summary>
    public RunConnectionType()
        : base("RunConnection") =>
        Field<NonNullGraphType<LongGraphType>>("totalCount").Description("All runs that the filter finds.")
            .ResolveAsync(async c => await c.Source.TotalCount!(c.CancellationToken));
}

/// <summary>A run of a page.</summary>
public sealed class RunEdgeType : EdgeOf<RunRow, RunType>
{
    /// <summary>Declares the fields.</summary>
    public RunEdgeType()
        : base("RunEdge")
    {
    }
}
