using GraphQLParser.AST;

namespace Tracing.Query.Execution;

/// <summary>
/// What a document amounts to once its fragments are written out, measured without writing them out: every fragment
/// is measured once. Cheap by construction, so that it can stand before the validation rules, some of which compare
/// every field with every other.
/// </summary>
/// <param name="Fields">Fields, fragments written out.</param>
/// <param name="Aliases">Aliased fields, fragments written out.</param>
/// <param name="Depth">Deepest field; a root field has depth 1.</param>
/// <param name="IntrospectionLists">Deepest nesting of the introspection fields that hold types or fields again.</param>
public readonly record struct DocumentShape(long Fields, long Aliases, int Depth, int IntrospectionLists)
{
    private const long Saturated = int.MaxValue;

    private DocumentShape Plus(DocumentShape other) => new(
        Math.Min(Saturated, Fields + other.Fields),
        Math.Min(Saturated, Aliases + other.Aliases),
        Math.Max(Depth, other.Depth),
        Math.Max(IntrospectionLists, other.IntrospectionLists));

    /// <summary>Measures the dearest operation of a document.</summary>
    /// <param name="document">The document; its nesting is bounded by the parser.</param>
    public static DocumentShape Measure(GraphQLDocument document)
    {
        Measurement measurement = new(document);
        DocumentShape shape = default;
        foreach (ASTNode definition in document.Definitions)
        {
            // Fragments that no operation spreads are measured too: they are validated like the others.
            DocumentShape one = definition switch
            {
                GraphQLOperationDefinition operation => measurement.Selections(operation.SelectionSet),
                GraphQLFragmentDefinition fragment => measurement.Fragment(fragment),
                _ => default,
            };
            shape = new(
                Math.Max(shape.Fields, one.Fields),
                Math.Max(shape.Aliases, one.Aliases),
                Math.Max(shape.Depth, one.Depth),
                Math.Max(shape.IntrospectionLists, one.IntrospectionLists));
        }

        return shape;
    }

    private sealed class Measurement
    {
        private readonly Dictionary<GraphQLParser.ROM, GraphQLFragmentDefinition> _fragments = [];
        private readonly Dictionary<GraphQLFragmentDefinition, DocumentShape> _measured = [];

        public Measurement(GraphQLDocument document)
        {
            foreach (ASTNode definition in document.Definitions)
            {
                if (definition is GraphQLFragmentDefinition fragment)
                {
                    _fragments.TryAdd(fragment.FragmentName.Name.Value, fragment);
                }
            }
        }

        public DocumentShape Fragment(GraphQLFragmentDefinition fragment)
        {
            if (_measured.TryGetValue(fragment, out DocumentShape known))
            {
                return known;
            }

            // A cycle counts nothing here and is refused by the validation rule for cycles.
            _measured[fragment] = default;
            DocumentShape shape = Selections(fragment.SelectionSet);
            _measured[fragment] = shape;
            return shape;
        }

        public DocumentShape Selections(GraphQLSelectionSet? set)
        {
            DocumentShape shape = default;
            foreach (ASTNode selection in set?.Selections ?? [])
            {
                shape = shape.Plus(selection switch
                {
                    GraphQLField field => Field(field),
                    GraphQLInlineFragment inline => Selections(inline.SelectionSet),
                    GraphQLFragmentSpread spread when _fragments.TryGetValue(spread.FragmentName.Name.Value, out var fragment) => Fragment(fragment),
                    _ => default,
                });
            }

            return shape;
        }

        private DocumentShape Field(GraphQLField field)
        {
            DocumentShape below = Selections(field.SelectionSet);
            bool list = field.Name.StringValue is "fields" or "inputFields" or "interfaces" or "possibleTypes" && field.SelectionSet is not null;
            return new(
                Math.Min(Saturated, below.Fields + 1),
                Math.Min(Saturated, below.Aliases + (field.Alias is null ? 0 : 1)),
                below.Depth + 1,
                below.IntrospectionLists + (list ? 1 : 0));
        }
    }
}
