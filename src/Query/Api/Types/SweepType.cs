using GraphQL.Types;
using Tracing.Query.Api.Scalars;
using Tracing.Query.Loading;
using Tracing.Storage.Reads;

namespace Tracing.Query.Api.Types;

/// <summary>A sweep, by its id; what is there of it is read when it is asked for.</summary>
public sealed class SweepType : ObjectGraphType<string>
{
    /// <summary>Declares the fields.</summary>
    public SweepType()
    {
        Name = "Sweep";
        Description = "A sweep: agents × models × tasks × trials.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source);
        Field<NonNullGraphType<LongGraphType>>("runs").Description("All runs of every trial.").Resolve(c => RequestLoaders.Of(c).Sweeps.Load(c.Source, sweep => Counts.Long(sweep?.Runs ?? 0)));
        Field<NonNullGraphType<LongGraphType>>("cells").Description("Cells that have a run.").Resolve(c => RequestLoaders.Of(c).Sweeps.Load(c.Source, sweep => Counts.Long(sweep?.Cells ?? 0)));
        Field<DateTimeScalar>("firstStart").Description("Start of its first run; null: not recorded.").Resolve(c => RequestLoaders.Of(c).Sweeps.Load(c.Source, sweep => sweep?.FirstStart));
        Field<DateTimeScalar>("lastStart").Description("Start of its latest run; null: not recorded.").Resolve(c => RequestLoaders.Of(c).Sweeps.Load(c.Source, sweep => sweep?.LastStart));
        Names("agents", "Agents that have a run, by name; at most 1,000.", sweep => sweep.Agents);
        Names("models", "Models that have a run, by name; at most 1,000.", sweep => sweep.Models);
        Names("tasks", "Tasks that have a run, as category/name; at most 1,000.", sweep => sweep.Tasks);
        Field<NonNullGraphType<SweepCompletenessType>>("completeness").Description("What is there against what the sweep declared.")
            .WithCost(100)
            .Resolve(c => RequestLoaders.Of(c).Completeness.Load(c.Source, complete => complete));
    }

    private void Names(string name, string description, Func<SweepRow, IReadOnlyList<string>> names) =>
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>>(name).Items(20).Description(description)
            .Resolve(c => RequestLoaders.Of(c).Sweeps.Load(c.Source, sweep => sweep is null ? [] : names(sweep)));
}

/// <summary>A page of sweeps.</summary>
public sealed class SweepConnectionType : ConnectionOf<string, SweepType, SweepEdgeType>
{
    /// <summary>Declares the fields.</summary>
    public SweepConnectionType()
        : base("SweepConnection")
    {
    }
}

/// <summary>A sweep of a page.</summary>
public sealed class SweepEdgeType : EdgeOf<string, SweepType>
{
    /// <summary>Declares the fields.</summary>
    public SweepEdgeType()
        : base("SweepEdge")
    {
    }
}
