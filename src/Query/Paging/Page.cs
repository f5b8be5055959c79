namespace Tracing.Query.Paging;

/// <summary>A page of a connection (Relay cursor connections).</summary>
/// <typeparam name="TNode">A row.</typeparam>
/// <param name="Edges">The rows of the page, each with its cursor.</param>
/// <param name="HasNext">Whether rows follow.</param>
/// <param name="HasPrevious">Whether rows precede.</param>
/// <param name="TotalCount">Counts all rows when it is asked for.</param>
public sealed record Page<TNode>(
    IReadOnlyList<Edge<TNode>> Edges, bool HasNext, bool HasPrevious, Func<CancellationToken, Task<long>>? TotalCount = null);

/// <summary>A row of a page.</summary>
/// <typeparam name="TNode">A row.</typeparam>
/// <param name="Cursor">Where the row is.</param>
/// <param name="Node">The row.</param>
public sealed record Edge<TNode>(string Cursor, TNode Node);
