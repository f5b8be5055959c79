using GraphQL;
using GraphQL.Introspection;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace Tracing.Query.Api;

/// <summary>The schema; printed, it is <c>schema.graphql</c>.</summary>
public sealed class TracingSchema : Schema
{
    /// <summary>Makes the schema.</summary>
    /// <param name="services">Provides the graph types.</param>
    public TracingSchema(IServiceProvider services)
        : base(services)
    {
        Query = (IObjectGraphType)services.GetService(typeof(QueryRoot))!;
        Subscription = (IObjectGraphType)services.GetService(typeof(SubscriptionRoot))!;
        Features.RepeatableDirectives = true;
        Features.DeprecationOfInputValues = true;
        this.WithIntrospectionComplexityImpact(0);
    }

    /// <summary>Adds what introspection queries of today's tools ask for and the library leaves out.</summary>
    /// <param name="graphType">A type before it is initialised.</param>
    protected override void OnBeforeInitializeType(IGraphType graphType)
    {
        base.OnBeforeInitializeType(graphType);
        if (graphType is __Type type && type.Fields.Find("specifiedByURL") is null)
        {
            type.AddField(new FieldType
            {
                Name = "specifiedByURL",
                Type = typeof(StringGraphType),
                Resolver = new FuncFieldResolver<string?>(context => (context.Source as IGraphType)?.GetMetadata<string?>("specifiedByURL")),
            });
        }

        if (graphType is IObjectGraphType { Name: "__Directive" } directive && directive.Fields.Find("args") is { } arguments &&
            arguments.Arguments?.Find("includeDeprecated") is null)
        {
            (arguments.Arguments ??= []).Add(new QueryArgument<BooleanGraphType> { Name = "includeDeprecated", DefaultValue = false });
        }
    }
}
