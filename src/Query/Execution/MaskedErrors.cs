using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;

namespace Tracing.Query.Execution;

/// <summary>
/// What a client sees of an error: message, path, locations and one of <see cref="ErrorCodes"/>.
/// The text of an exception that was not made for clients stays in the log.
/// </summary>
public sealed class MaskedErrors : IErrorInfoProvider
{
    /// <summary>Describes an error.</summary>
    /// <param name="executionError">The error.</param>
    public ErrorInfo GetInfo(ExecutionError executionError)
    {
        Dictionary<string, object?> extensions = new(StringComparer.Ordinal) { ["code"] = Code(executionError) };
        string message = executionError switch
        {
            QueryError or ValidationError or SyntaxError or NoOperationError or NoOperationNameError or InvalidOperationNameError or InvalidVariableError
                => executionError.Message,
            TimeoutError => "The answer was not ready in time.",
            { InnerException: null } and RequestError => executionError.Message,
            _ => "A fault of this service; it is in its log.",
        };
        if (executionError is QueryError { Extensions: { } own })
        {
            foreach ((string key, object? value) in own)
            {
                extensions.TryAdd(key, value);
            }
        }

        return new ErrorInfo { Message = message, Extensions = extensions };
    }

    /// <summary>The code that an error is answered with.</summary>
    /// <param name="error">The error.</param>
    public static string Code(ExecutionError error) => error switch
    {
        QueryError => error.Code ?? ErrorCodes.Internal,
        SyntaxError => ErrorCodes.Syntax,
        GraphQL.Validation.Errors.Custom.ComplexityError => ErrorCodes.Limit,
        TimeoutError => ErrorCodes.Timeout,
        ValidationError or InvalidVariableError => ErrorCodes.Invalid,
        { InnerException: null } and RequestError => ErrorCodes.BadRequest,
        _ => ErrorCodes.Internal,
    };
}
