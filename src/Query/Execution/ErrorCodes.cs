namespace Tracing.Query.Execution;

/// <summary>The closed set of <c>extensions.code</c> values that this service answers with.</summary>
public static class ErrorCodes
{
    /// <summary>The document is no GraphQL.</summary>
    public const string Syntax = "SYNTAX";

    /// <summary>The document does not fit the schema, or its variables do not fit their types.</summary>
    public const string Invalid = "INVALID";

    /// <summary>The HTTP request is malformed.</summary>
    public const string BadRequest = "BAD_REQUEST";

    /// <summary>No such cell, run, trace or axis; the extensions name what was asked for.</summary>
    public const string NotFound = "NOT_FOUND";

    /// <summary>A filter cannot be met; the extensions name its field.</summary>
    public const string BadFilter = "BAD_FILTER";

    /// <summary>The cursor is damaged, or was handed out by another query.</summary>
    public const string BadCursor = "BAD_CURSOR";

    /// <summary>The request asks for more than one of the limits; the extensions name it.</summary>
    public const string Limit = "LIMIT";

    /// <summary>The answer was not ready in time.</summary>
    public const string Timeout = "TIMEOUT";

    /// <summary>The store cannot answer now; the same request may succeed later.</summary>
    public const string Unavailable = "UNAVAILABLE";

    /// <summary>A subscriber read more slowly than things happened, and was dropped.</summary>
    public const string TooSlow = "TOO_SLOW";

    /// <summary>A fault of ours; nothing more is told.</summary>
    public const string Internal = "INTERNAL";
}
