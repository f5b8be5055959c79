using GraphQL.Types;
using Tracing.Storage.Rows;

namespace Tracing.Query.Api.Types;

/// <summary>Which run it is, and what it ran on.</summary>
public sealed class RunIdentityType : ObjectGraphType<RunRow>
{
    /// <summary>Declares the fields.</summary>
    public RunIdentityType()
    {
        Name = "RunIdentity";
        Description = "Which run it is, and what it ran on. Null: not recorded.";
        Field<NonNullGraphType<IdGraphType>>("cellId").Description("sweep/agent/model/category/task.").Resolve(c => c.Source.CellId);
        Field<NonNullGraphType<IdGraphType>>("sweepId").Resolve(c => c.Source.Sweep);
        Field<NonNullGraphType<IdGraphType>>("runId").Resolve(c => c.Source.RunId);
        Field<NonNullGraphType<StringGraphType>>("agent").Resolve(c => c.Source.Agent);
        Field<StringGraphType>("agentVersion").Resolve(c => c.Source.AgentVersion);
        Field<NonNullGraphType<StringGraphType>>("model").Description("As it was asked for.").Resolve(c => c.Source.Model);
        Field<StringGraphType>("modelBuildId").Description("The build that answered.").Resolve(c => c.Source.ModelBuildId);
        Field<NonNullGraphType<StringGraphType>>("category").Resolve(c => c.Source.Category);
        Field<NonNullGraphType<StringGraphType>>("task").Description("Name of the task, without its category.").Resolve(c => c.Source.Task);
        Field<NonNullGraphType<IntGraphType>>("trial").Description("1, 2, 3 …").Resolve(c => (int)c.Source.Trial);
        Field<StringGraphType>("containerImage").Resolve(c => c.Source.ContainerImage);
        Field<StringGraphType>("imageDigest").Description("sha256:…").Resolve(c => c.Source.ImageDigest);
        Field<StringGraphType>("containerId").Resolve(c => c.Source.ContainerId);
        Field<IntGraphType>("exitCode").Description("Exit code of the agent's process.").Resolve(c => c.Source.ExitCode);
        Field<StringGraphType>("behaviorMode").Resolve(c => c.Source.BehaviorMode);
        Field<ListGraphType<NonNullGraphType<StringGraphType>>>("pluginStack").Description("Empty: none was applied.").Resolve(c => c.Source.PluginStack);
        Field<StringGraphType>("methodologyVersion").Resolve(c => c.Source.MethodologyVersion);
        Field<StringGraphType>("traceId").Description("Trace of the run's root span.").Resolve(c => Known(c.Source.TraceId));
        Field<StringGraphType>("rootSpanId").Resolve(c => Known(c.Source.RootSpanId));
        Field<NonNullGraphType<StringGraphType>>("dialect").Description("Which reading of the agent's records this is.").Resolve(c => c.Source.Dialect);
        Field<NonNullGraphType<StringGraphType>>("dialectVersion").Resolve(c => c.Source.DialectVersion);
    }

    private static string? Known(string id) => id.Length == 0 ? null : id;
}
