namespace Tracing.EmbeddedClickHouse.Http;

/// <summary>The HTTP status that ClickHouse's server gives each error code.</summary>
internal static class ErrorStatus
{
    /// <summary>The status of a code; 500 unless the request is at fault or the engine is overloaded.</summary>
    public static int Of(int code) => code switch
    {
        194 => 401, // REQUIRED_PASSWORD
        192 or 193 or 497 or 516 => 403, // UNKNOWN_USER, WRONG_PASSWORD, ACCESS_DENIED, AUTHENTICATION_FAILED
        46 or 47 or 50 or 56 or 60 or 63 or 73 or 78 or 81 or 115 => 404, // UNKNOWN_FUNCTION, _IDENTIFIER, _TYPE, _STORAGE, _TABLE, _AGGREGATE_FUNCTION, _FORMAT, _TYPE_OF_QUERY, _DATABASE, _SETTING
        6 or 25 or 26 or 27 or 38 or 41 or 53 or 62 or 64 or 70 or 72 or 117 or 130 or 131 or 167 or 168 or 223 or 377 or 427 or 441 or 457 => 400, // CANNOT_PARSE_*, TYPE_MISMATCH, SYNTAX_ERROR, INCORRECT_DATA, TOO_DEEP_AST, BAD_QUERY_PARAMETER …
        229 => 413, // QUERY_IS_TOO_LARGE
        48 => 501, // NOT_IMPLEMENTED
        159 => 408, // TIMEOUT_EXCEEDED
        202 or 209 or 439 => 503, // TOO_MANY_SIMULTANEOUS_QUERIES, SOCKET_TIMEOUT, CANNOT_SCHEDULE_TASK
        _ => 500,
    };
}
