using GraphQL.Types;

namespace Tracing.Query.Api.Types;

/// <summary>Who told one field of a call.</summary>
public sealed class FieldSourceType : ObjectGraphType<KeyValuePair<string, string>>
{
    /// <summary>Declares the fields.</summary>
    public FieldSourceType()
    {
        Name = "FieldSource";
        Description = "Who told one field of a call, where it is not the call's own source.";
        Field<NonNullGraphType<StringGraphType>>("field").Description("Name of the field.").Resolve(c => c.Source.Key);
        Field<NonNullGraphType<StringGraphType>>("source").Description("proxy, agent, log or stdout.").Resolve(c => c.Source.Value);
    }
}
