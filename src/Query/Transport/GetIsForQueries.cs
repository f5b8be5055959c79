using GraphQL.Validation;
using GraphQLParser.AST;

namespace Tracing.Query.Transport;

/// <summary>Over GET only queries are executed (GraphQL over HTTP, section 6.2.1): a link must change nothing.</summary>
public sealed class GetIsForQueries : ValidationRuleBase, INodeVisitor
{
    /// <summary>The rule.</summary>
    public static GetIsForQueries Rule { get; } = new();

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
