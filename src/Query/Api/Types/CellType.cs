using GraphQL.Types;
using Tracing.Query.Loading;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;

namespace Tracing.Query.Api.Types;

/// <summary>A cell: one agent with one model on one task in one sweep.</summary>
public sealed class CellType : ObjectGraphType<CellRow>
{
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
    }

    private static string? Newest(IReadOnlyList<RunRow>? runs, Func<RunRow, string?> fact) =>
        runs?.Where(run => fact(run) is not null).MaxBy(run => run.StartedAt ?? 0) is { } run ? fact(run) : null;
}
