using GraphQL;
using Tracing.Query.Execution;

namespace Tracing.Query.Paging;

/// <summary>Which page is asked for.</summary>
/// <param name="Size">Most rows.</param>
/// <param name="Backward">Whether the page ends before the cursor instead of starting behind it.</param>
/// <param name="Cursor">The cursor; null starts at the end that is walked from.</param>
public sealed record PageRequest(int Size, bool Backward, string? Cursor)
{
    /// <summary>Reads <c>first</c> and <c>after</c>, or <c>last</c> and <c>before</c>.</summary>
    /// <param name="context">The field.</param>
    /// <param name="limits">The limits.</param>
    /// <exception cref="QueryError">The arguments contradict each other or pass a limit.</exception>
    public static PageRequest Of(IResolveFieldContext context, RequestLimits limits)
    {
        int? first = context.GetArgument<int?>("first");
        int? last = context.HasArgument("last") ? context.GetArgument<int?>("last") : null;
        string? after = context.GetArgument<string?>("after");
        string? before = context.HasArgument("before") ? context.GetArgument<string?>("before") : null;
        bool backward = last is not null || before is not null;
        if (backward && (first is not null || after is not null))
        {
            throw QueryError.BadFilter(last is null ? "before" : "last", "cannot stand beside first or after.");
        }

        return new PageRequest(SizeOf(backward ? "last" : "first", backward ? last : first, limits), backward, backward ? before : after);
    }

    /// <summary>Makes the page of rows that were asked for with one row too many, in the order in which they were walked.</summary>
    /// <typeparam name="TNode">A row.</typeparam>
    /// <param name="walked">The rows.</param>
    /// <param name="cursorOf">Writes the cursor of a row.</param>
    /// <param name="total">Counts all rows.</param>
    public Page<TNode> ToPage<TNode>(IReadOnlyList<TNode> walked, Func<TNode, string> cursorOf, Func<CancellationToken, Task<long>>? total = null)
    {
        bool more = walked.Count > Size;
        IEnumerable<TNode> rows = walked.Take(Size);
        Edge<TNode>[] edges = [.. (Backward ? rows.Reverse() : rows).Select(row => new Edge<TNode>(cursorOf(row), row))];
        return new Page<TNode>(edges, Backward ? Cursor is not null : more, Backward ? more : Cursor is not null, total);
    }

    /// <summary>How many rows are asked for.</summary>
    /// <param name="argument">The argument.</param>
    /// <param name="asked">Its value; null takes the usual size.</param>
    /// <param name="limits">The limits.</param>
    /// <exception cref="QueryError">The number is not above 0, or passes the limit.</exception>
    public static int SizeOf(string argument, int? asked, RequestLimits limits) => asked switch
    {
        null => limits.DefaultPageSize,
        <= 0 => throw QueryError.BadFilter(argument, "is above 0."),
        { } size when size > limits.MaxPageSize => throw QueryError.Limit("maxPageSize", limits.MaxPageSize),
        { } size => size,
    };
}
