using GraphQL.Types;
using Tracing.Storage.Reads;

namespace Tracing.Query.Api.Types;

/// <summary>An operation of a service.</summary>
public sealed class OperationType : ObjectGraphType<OperationRow>
{
    /// <summary>Declares the fields.</summary>
    public OperationType()
    {
        Name = "Operation";
        Description = "An operation of a service: a name of its spans.";
        Field<NonNullGraphType<StringGraphType>>("service").Resolve(c => c.Source.Service);
        Field<NonNullGraphType<StringGraphType>>("name").Resolve(c => c.Source.Name);
        Field<NonNullGraphType<StringGraphType>>("kind").Description("Unspecified, Internal, Server, Client, Producer or Consumer.").Resolve(c => c.Source.Kind);
    }
}
