using GraphQLParser.AST;
using GraphQLParser.Visitors;

namespace Tracing.Query.Execution;

/// <summary>Counts what a document writes down: selections, directives, variables, fragments.</summary>
public sealed class WrittenNodes : ASTVisitor<NodeTally>
{
    private static readonly WrittenNodes Visitor = new();

    /// <summary>Counts the nodes of a document; returns at once, nothing in it waits.</summary>
    /// <param name="document">The document; its nesting is bounded by the parser.</param>
    public static NodeTally Count(GraphQLDocument document)
    {
        NodeTally tally = new();
        Visitor.VisitAsync(document, tally).AsTask().GetAwaiter().GetResult();
        return tally;
    }

    /// <inheritdoc/>
    public override ValueTask VisitAsync(ASTNode? node, NodeTally context)
    {
        switch (node)
        {
            case GraphQLField or GraphQLFragmentSpread or GraphQLInlineFragment:
                context.Selections++;
                break;
            case GraphQLDirective:
                context.Directives++;
                break;
            case GraphQLVariableDefinition:
                context.Variables++;
                break;
            case GraphQLFragmentDefinition:
                context.Fragments++;
                break;
            case GraphQLOperationDefinition:
                context.Operations++;
                break;
            default:
                break;
        }

        return base.VisitAsync(node, context);
    }
}
