using System.Globalization;
using GraphQL;

namespace Tracing.Query.Execution;

/// <summary>An error that is meant for the client: its message and extensions are answered as they are.</summary>
public sealed class QueryError : ExecutionError
{
    private QueryError(string code, string message)
        : base(message) => Code = code;

    /// <summary>Nothing is known by this name.</summary>
    /// <param name="what">What was looked for, <c>cell</c>.</param>
    /// <param name="id">The name it was looked for by.</param>
    public static QueryError NotFound(string what, string id) =>
        With(new QueryError(ErrorCodes.NotFound, $"No such {what}."), what, id);

    /// <summary>A filter cannot be met.</summary>
    /// <param name="field">The field of the filter.</param>
    /// <param name="sentence">What is wrong with it.</param>
    public static QueryError BadFilter(string field, string sentence) =>
        With(new QueryError(ErrorCodes.BadFilter, $"Filter '{field}': {sentence}"), "field", field);

    /// <summary>The cursor is damaged, or belongs to another query.</summary>
    public static QueryError BadCursor() => new(ErrorCodes.BadCursor, "The cursor does not belong to this query.");

    /// <summary>One of the limits is passed.</summary>
    /// <param name="limit">Name of the limit, as in the options.</param>
    /// <param name="bound">Its value.</param>
    public static QueryError Limit(string limit, long bound) =>
        With(
            new QueryError(ErrorCodes.Limit, string.Create(CultureInfo.InvariantCulture, $"The request passes the limit {limit} of {bound}.")),
            "limit",
            limit);

    /// <summary>The store would need more rows or memory than one read may.</summary>
    public static QueryError TooMuch() => new(ErrorCodes.Limit, "The request reads too much; narrow its filter.");

    /// <summary>The store did not answer in time.</summary>
    public static QueryError Timeout() => new(ErrorCodes.Timeout, "The answer was not ready in time.");

    /// <summary>The store cannot answer now.</summary>
    public static QueryError Unavailable() => new(ErrorCodes.Unavailable, "The store cannot answer now; try again later.");

    /// <summary>As many requests as may be are in execution.</summary>
    public static QueryError Busy() => new(ErrorCodes.Unavailable, "Too many requests are in execution; try again later.");

    /// <summary>A subscriber read more slowly than things happened.</summary>
    public static QueryError TooSlow() => new(ErrorCodes.TooSlow, "Too many events wait for this subscriber; ask for the present state and subscribe again.");

    private static QueryError With(QueryError error, string key, string value)
    {
        error.Extensions = new Dictionary<string, object?> { [key] = value };
        return error;
    }
}
