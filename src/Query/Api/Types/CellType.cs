using System.Collections.Frozen;
using GraphQL;
using GraphQL.Types;
using Tracing.Query.Badges;
using Tracing.Query.Loading;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Query.Api.Types;

/// <summary>A cell: one agent with one model on one task in one sweep.</summary>
public sealed class CellType : ObjectGraphType<CellRow>
{
    /// <summary>Fields that tell what the cell's runs and their scores tell.</summary>
    internal static readonly FrozenSet<string> OfWholeCell = new[] { "agent", "axes", "badge", "model", "runs" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Declares the fields.</summary>
    public CellType()
    {
        Name = "Cell";
        Description = "One agent with one model on one task in one sweep.";
        Field<NonNullGraphType<IdGraphType>>("id").Description("sweep/agent/model/category/task.").Resolve(c => c.Source.CellId);
        Field<NonNullGraphType<SweepType>>("sweep").Resolve(c => c.Source.Sweep);
        Field<NonNullGraphType<AgentType>>("agent").Resolve(c => RequestLoaders.Of(c).RunsOfCells.Load(c.Source.CellId, runs => new AgentPart(c.Source.Agent, Newest(runs, run => run.AgentVersion))));
        Field<NonNullGraphType<ModelType>>("model").Resolve(c => RequestLoaders.Of(c).RunsOfCells.Load(c.Source.CellId, runs => new ModelPart(c.Source.Model, Newest(runs, run => run.ModelBuildId))));
        Field<NonNullGraphType<TaskType>>("task").Resolve(c => (c.Source.Category, c.Source.Task));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<RunType>>>>("runs").Items(5)
            .Description("All runs, by trial, newest first.")
            .Resolve(c => RequestLoaders.Of(c).RunsOfCells.Load(c.Source.CellId, runs => runs ?? []));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<IdGraphType>>>>("countingRunIds").Items(5)
            .Description("The run that counts for each trial: the newest that ended by itself or by its time limit.")
            .Resolve(c => c.Source.CountingRunIds);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<AxisEstimateType>>>>("axes").Items(8)
            .Description("Every axis of the benchmark, and every other that was scored, over the runs that count.")
            .Resolve(c => RequestLoaders.Of(c).Estimates.Load(c.Source, axes => axes ?? []));
        Field<NonNullGraphType<CostType>>("cost").WithComplexityImpact(10, 1).Description("What its runs that count cost, as a leaderboard tells it of a group.")
            .Resolve(c => RequestLoaders.Of(c).Costs.Load(c.Source, cost => cost!));
        Related("otherAgents", CellRelation.OtherAgents, "Other agents with this model on this task in this sweep.");
        Related("otherModels", CellRelation.OtherModels, "This agent with other models on this task in this sweep.");
        Related("otherTasks", CellRelation.OtherTasks, "This agent with this model on other tasks of the category in this sweep.");
        Field<NonNullGraphType<BadgeType>>("badge").Description("The cell on one line.")
            .Argument<NonNullGraphType<StringGraphType>>("axis", argument => argument.DefaultValue = AxisNames.Composite)
            .Resolve(c =>
            {
                string axis = AxisNames.Canonical(c.GetArgument<string>("axis"));
                return RequestLoaders.Of(c).Estimates.Load(c.Source, axes => BadgeView.Of(c.Source, axis, axes));
            });
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<RecipeType>>>>("reproduce").WithComplexityImpact(50, 2)
            .Description("How to run it again, from what was recorded of the run that counts for its last trial; empty where no image was.")
            .Resolve(c => RequestLoaders.Of(c).Recipes.Load(c.Source, recipes => recipes ?? []));
    }

    private void Related(string name, CellRelation relation, string description) =>
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<CellType>>>>(name).Items(10).Description(description)
            .Resolve(c => RequestLoaders.Of(c).Related.Load((c.Source, relation), cells => cells ?? []));

    private static string? Newest(IReadOnlyList<RunRow>? runs, Func<RunRow, string?> fact) =>
        runs?.Where(run => fact(run) is not null).MaxBy(run => run.StartedAt ?? 0) is { } run ? fact(run) : null;
}
