using GraphQL.Validation;
using GraphQLParser.AST;

namespace Tracing.Query.Transport;

/// <summary>
/// What is answered once holds a query only. Over GET a link must change nothing (GraphQL over HTTP, section 6.2.1); a
/// subscription has many answers and needs an event stream or a WebSocket.
/// </summary>
public sealed class QueriesOnly : ValidationRuleBase, INodeVisitor
{
    /// <summary>The rule.</summary>
    public static QueriesOnly Rule { get; } = new();

    /// <inheritdoc/>
    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context) => new(this);

    /// <inheritdoc/>
    public ValueTask EnterAsync(ASTNode node, ValidationContext context)
    {
        if (node is GraphQLOperationDefinition operation && operation == context.Operation && operation.Operation != OperationType.Query)
        {
            context.ReportError(new NotAQueryError(context.Document.Source, operation));
        }

        return default;
    }

    /// <inheritdoc/>
    public ValueTask LeaveAsync(ASTNode node, ValidationContext context) => default;
}
