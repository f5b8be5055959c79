using GraphQL.Types;
using Tracing.Query.Paging;

namespace Tracing.Query.Api.Types;

/// <summary>A row of a page and where it is.</summary>
/// <typeparam name="TNode">A row.</typeparam>
/// <typeparam name="TNodeType">Its graph type.</typeparam>
public abstract class EdgeOf<TNode, TNodeType> : ObjectGraphType<Edge<TNode>>
    where TNodeType : IGraphType
{
    /// <summary>Declares the fields.</summary>
    /// <param name="name">Name of the type.</param>
    protected EdgeOf(string name)
    {
        Name = name;
        Field<NonNullGraphType<StringGraphType>>("cursor").Resolve(c => c.Source.Cursor);
        Field<NonNullGraphType<TNodeType>>("node").Resolve(c => c.Source.Node);
    }
}

/// <summary>A page of rows (Relay cursor connections), with <c>nodes</c> for those who need no cursors.</summary>
/// <typeparam name="TNode">A row.</typeparam>
/// <typeparam name="TNodeType">Its graph type.</typeparam>
/// <typeparam name="TEdgeType">Its edge's graph type.</typeparam>
public abstract class ConnectionOf<TNode, TNodeType, TEdgeType> : ObjectGraphType<Page<TNode>>
    where TNodeType : IGraphType
    where TEdgeType : EdgeOf<TNode, TNodeType>
{
    /// <summary>Declares the fields.</summary>
    /// <param name="name">Name of the type.</param>
    protected ConnectionOf(string name)
    {
        Name = name;

        // The connection's own field reckons its page size; here a list counts once.
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<TEdgeType>>>>("edges").Items(1).Resolve(c => c.Source.Edges);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<TNodeType>>>>("nodes").Items(1).Resolve(c => c.Source.Edges.Select(edge => edge.Node));
        Field<NonNullGraphType<PageInfoType>>("pageInfo").Resolve(c => new PagePlace(
            c.Source.HasNext, c.Source.HasPrevious, c.Source.Edges.Count == 0 ? null : c.Source.Edges[0].Cursor, c.Source.Edges.Count == 0 ? null : c.Source.Edges[^1].Cursor));
    }
}
