using GraphQL.Types;

namespace Tracing.Query.Api.Types;

/// <summary>An agent as it ran.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version; null where not recorded.</param>
public sealed record AgentPart(string Name, string? Version);

/// <summary>A model as it ran.</summary>
/// <param name="Name">As it was asked for.</param>
/// <param name="BuildId">The build that answered; null where not recorded.</param>
public sealed record ModelPart(string Name, string? BuildId);

/// <summary>An agent.</summary>
public sealed class AgentType : ObjectGraphType<AgentPart>
{
    /// <summary>Declares the fields.</summary>
    public AgentType()
    {
        Name = "Agent";
        Description = "An agent command line.";
        Field<NonNullGraphType<StringGraphType>>("name").Resolve(c => c.Source.Name);
        Field<StringGraphType>("version").Description("Null: not recorded.").Resolve(c => c.Source.Version);
    }
}

/// <summary>A model.</summary>
public sealed class ModelType : ObjectGraphType<ModelPart>
{
    /// <summary>Declares the fields.</summary>
    public ModelType()
    {
        Name = "Model";
        Description = "A model.";
        Field<NonNullGraphType<StringGraphType>>("name").Description("As it was asked for.").Resolve(c => c.Source.Name);
        Field<StringGraphType>("provider").Description("What stands before the first slash of its name; null where there is none.")
            .Resolve(c => c.Source.Name.IndexOf('/', StringComparison.Ordinal) is > 0 and int slash ? c.Source.Name[..slash] : null);
        Field<StringGraphType>("buildId").Description("The build that answered; null: not recorded.").Resolve(c => c.Source.BuildId);
    }
}

/// <summary>A task.</summary>
public sealed class TaskType : ObjectGraphType<(string Category, string Name)>
{
    /// <summary>Declares the fields.</summary>
    public TaskType()
    {
        Name = "Task";
        Description = "A task of the benchmark.";
        Field<NonNullGraphType<IdGraphType>>("id").Description("category/name.").Resolve(c => c.Source.Category + "/" + c.Source.Name);
        Field<NonNullGraphType<StringGraphType>>("category").Resolve(c => c.Source.Category);
        Field<NonNullGraphType<StringGraphType>>("name").Resolve(c => c.Source.Name);
    }
}
