using GraphQL.Types;
using Tracing.Vocabulary;

namespace Tracing.Query.Api;

/// <summary>The root of every query.</summary>
public sealed class QueryRoot : ObjectGraphType
{
    /// <summary>Declares the fields.</summary>
    public QueryRoot()
    {
        Name = "Query";
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>>("axisNames")
            .Description("The axes of the benchmark, in the order in which pages show them. Other names may occur: axis names are data.")
            .Resolve(_ => AxisNames.All);
    }
}
