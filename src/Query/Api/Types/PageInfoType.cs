using GraphQL.Types;

namespace Tracing.Query.Api.Types;

/// <summary>Where a page lies among its rows.</summary>
/// <param name="HasNextPage">Whether rows follow.</param>
/// <param name="HasPreviousPage">Whether rows precede.</param>
/// <param name="StartCursor">Cursor of the first row.</param>
/// <param name="EndCursor">Cursor of the last row.</param>
public sealed record PagePlace(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);

/// <summary>Where a page lies among its rows.</summary>
public sealed class PageInfoType : ObjectGraphType<PagePlace>
{
    /// <summary>Declares the fields.</summary>
    public PageInfoType()
    {
        Name = "PageInfo";
        Description = "Where a page lies among its rows. Cursors are opaque and belong to the query that handed them out.";
        Field<NonNullGraphType<BooleanGraphType>>("hasNextPage").Resolve(c => c.Source.HasNextPage);
        Field<NonNullGraphType<BooleanGraphType>>("hasPreviousPage").Resolve(c => c.Source.HasPreviousPage);
        Field<StringGraphType>("startCursor").Resolve(c => c.Source.StartCursor);
        Field<StringGraphType>("endCursor").Resolve(c => c.Source.EndCursor);
    }
}
