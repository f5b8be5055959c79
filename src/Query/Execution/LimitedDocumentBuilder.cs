using GraphQL.Execution;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace Tracing.Query.Execution;

/// <summary>Parses a document and refuses one that is too large, too deep or too wide, before any validation rule sees it.</summary>
public sealed class LimitedDocumentBuilder : IDocumentBuilder
{
    /// <summary>The introspection query that tools send nests these lists twice at most.</summary>
    private const int MaxIntrospectionLists = 3;

    private readonly RequestLimits _limits;
    private readonly GraphQLDocumentBuilder _parser;

    /// <summary>Makes the builder.</summary>
    /// <param name="limits">The limits.</param>
    public LimitedDocumentBuilder(RequestLimits limits)
    {
        _limits = limits;
        _parser = new GraphQLDocumentBuilder { MaxDepth = limits.MaxParserDepth, IgnoreComments = true };
    }

    /// <summary>Parses and measures.</summary>
    /// <param name="body">The document.</param>
    /// <exception cref="QueryError">A limit is passed; names it.</exception>
    public GraphQLDocument Build(string body)
    {
        Check("maxDocumentLength", body.Length, _limits.MaxDocumentLength);
        GraphQLDocument document = Parse(body);
        NodeTally written = WrittenNodes.Count(document);
        Check("maxSelections", written.Selections, _limits.MaxSelections);
        Check("maxDirectives", written.Directives, _limits.MaxDirectives);
        Check("maxDefinitions", written.Variables, _limits.MaxDefinitions);
        Check("maxDefinitions", written.Fragments, _limits.MaxDefinitions);
        Check("maxDefinitions", written.Operations, _limits.MaxDefinitions);
        DocumentShape shape = DocumentShape.Measure(document);
        Check("maxFields", shape.Fields, _limits.MaxFields);
        Check("maxAliases", shape.Aliases, _limits.MaxAliases);
        Check("maxDepth", shape.Depth, _limits.MaxDepth);
        Check("maxIntrospectionLists", shape.IntrospectionLists, MaxIntrospectionLists);
        return document;
    }

    private GraphQLDocument Parse(string body)
    {
        try
        {
            return _parser.Build(body);
        }
        catch (GraphQLMaxDepthExceededException)
        {
            throw QueryError.Limit("maxParserDepth", _limits.MaxParserDepth);
        }
    }

    private static void Check(string limit, long value, long bound)
    {
        if (value > bound)
        {
            throw QueryError.Limit(limit, bound);
        }
    }
}
