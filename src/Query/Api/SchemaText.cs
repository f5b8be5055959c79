using GraphQL;
using GraphQL.Types;
using GraphQL.Utilities;

namespace Tracing.Query.Api;

/// <summary>The schema in GraphQL's own language, sorted, so that equal schemas are equal text.</summary>
public static class SchemaText
{
    /// <summary>Prints a schema.</summary>
    /// <param name="schema">The schema.</param>
    public static string Of(ISchema schema) =>
        schema.Print(new PrintOptions { IncludeDescriptions = true, IncludeDeprecationReasons = true, StringComparison = StringComparison.Ordinal })
            .ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
}
