using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;

namespace Tracing.Query.Transport;

/// <summary>The operation is no query.</summary>
public sealed class NotAQueryError : ValidationError
{
    /// <summary>Makes the error.</summary>
    /// <param name="source">The document.</param>
    /// <param name="operation">The operation.</param>
    public NotAQueryError(ROM source, GraphQLOperationDefinition operation)
        : base(source, "405", "Only queries are answered here; a subscription asks for text/event-stream, or for a WebSocket of graphql-transport-ws.", operation)
    {
    }
}
