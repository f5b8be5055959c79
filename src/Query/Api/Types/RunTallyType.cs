using GraphQL.Types;
using Tracing.Storage.Reads;

namespace Tracing.Query.Api.Types;

/// <summary>How runs ended.</summary>
public sealed class RunTallyType : ObjectGraphType<RunTally>
{
    /// <summary>Declares the fields.</summary>
    public RunTallyType()
    {
        Name = "RunTally";
        Description = "All runs by how they ended: what is in n, and what is not.";
        Field<NonNullGraphType<LongGraphType>>("counting").Description("The n of estimates: of each trial the newest run that ended by itself or by its time limit.").Resolve(c => (long)c.Source.Counting);
        Field<NonNullGraphType<LongGraphType>>("superseded").Description("Runs that ended so too, and stand behind a newer one of their trial.").Resolve(c => (long)c.Source.Superseded);
        Field<NonNullGraphType<LongGraphType>>("infrastructureFailed").Description("Runs that a fault ended which is not the agent's.").Resolve(c => (long)c.Source.InfrastructureFailed);
        Field<NonNullGraphType<LongGraphType>>("cancelled").Description("Runs that a person ended.").Resolve(c => (long)c.Source.Cancelled);
        Field<NonNullGraphType<LongGraphType>>("running").Description("Runs that wait to start or go on.").Resolve(c => (long)c.Source.Running);
    }
}
