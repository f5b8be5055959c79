using GraphQL;
using GraphQL.Types;
using Tracing.Query.Api.Inputs;
using Tracing.Query.Api.Types;
using Tracing.Storage.Reads;
using Tracing.Vocabulary;

namespace Tracing.Query.Api;

/// <summary>The root of every query: what can be asked, and by which questions it is answered.</summary>
public sealed class QueryRoot : ObjectGraphType
{
    private readonly int _pageSize;

    /// <summary>Declares the fields.</summary>
    /// <param name="limits">The limits.</param>
    public QueryRoot(RequestLimits limits)
    {
        _pageSize = limits.DefaultPageSize;
        Name = "Query";
        Cells();
        Sweeps();
        Search();
        Traces();
        this.AddStatistics();
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>>("axisNames").Items(8)
            .Description("The axes of the benchmark, in the order in which pages show them. Other names may occur: axis names are data.")
            .Resolve(_ => AxisNames.All);
    }

    private void Cells()
    {
        Field<CellType>("cell").Description("A cell by its id, sweep/agent/model/category/task.")
            .Argument<NonNullGraphType<IdGraphType>>("id")
            .ResolveAsync(async c => await CellQuestions.Of(c).CellAsync(c));
        Field<NonNullGraphType<CellConnectionType>>("cells").Description("A page of cells.")
            .Argument<CellFilterInput>("filter")
            .Argument<RunConditionsInput>("withRun", "Only cells of which at least one run meets all of this, whatever their other runs do, and whether or not it counts. Cell.runs still holds every run, and axes are over those that count.")
            .Argument<NonNullGraphType<CellOrderType>>("orderBy", order => order.DefaultValue = CellOrder.Newest)
            .Argument<IntGraphType>("first").Argument<StringGraphType>("after")
            .Argument<IntGraphType>("last").Argument<StringGraphType>("before")
            .Page(_pageSize)
            .ResolveAsync(async c => await CellQuestions.Of(c).CellsAsync(c));
        Field<RunType>("run").Description("A run by its id.")
            .Argument<NonNullGraphType<IdGraphType>>("id")
            .ResolveAsync(async c => await CellQuestions.Of(c).RunAsync(c.GetArgument<string>("id"), c.CancellationToken));
    }

    private void Sweeps()
    {
        Field<SweepType>("sweep").Description("A sweep by its id.")
            .Argument<NonNullGraphType<IdGraphType>>("id")
            .ResolveAsync(async c => await SweepQuestions.Of(c).SweepAsync(c.GetArgument<string>("id"), c.CancellationToken));
        Field<NonNullGraphType<SweepConnectionType>>("sweeps").Description("A page of sweeps that have runs, the one that began last first.")
            .Argument<IntGraphType>("first").Argument<StringGraphType>("after")
            .Page(_pageSize)
            .ResolveAsync(async c => await SweepQuestions.Of(c).SweepsAsync(c));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<AgentType>>>>("agents").Items(50).Description("Agents by name, each with its newest version.")
            .Argument<CellFilterInput>("filter")
            .ResolveAsync(async c => await SweepQuestions.Of(c).AgentsAsync(c));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<ModelType>>>>("models").Items(50).Description("Models by name, each with its newest build.")
            .Argument<CellFilterInput>("filter")
            .ResolveAsync(async c => await SweepQuestions.Of(c).ModelsAsync(c));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<TaskType>>>>("tasks").Items(50).Description("Tasks by id.")
            .Argument<CellFilterInput>("filter")
            .ResolveAsync(async c => await SweepQuestions.Of(c).TasksAsync(c));
    }

    private void Search()
    {
        Field<NonNullGraphType<RunConnectionType>>("runs").Description("A page of runs, newest start first.")
            .Argument<RunFilterInput>("filter")
            .Argument<IntGraphType>("first").Argument<StringGraphType>("after")
            .Page(_pageSize)
            .ResolveAsync(async c => await RunQuestions.Of(c).RunsAsync(c));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<SearchHitType>>>>("search")
            .Description("Where a text stands in the records of the newest 1,000 runs that the filter finds, without regard to case; newest first. No pattern: every character stands for itself. The filter names sweeps, or a time to look from.")
            .Argument<NonNullGraphType<StringGraphType>>("text")
            .Argument<NonNullGraphType<RunFilterInput>>("filter")
            .Argument<IntGraphType>("first")
            .Page(_pageSize)
            .ResolveAsync(async c => await RunQuestions.Of(c).SearchAsync(c));
    }

    private void Traces()
    {
        Field<TraceType>("trace").Description("A trace by its id, 32 hex digits.")
            .Argument<NonNullGraphType<IdGraphType>>("id")
            .ResolveAsync(async c => await TraceQuestions.Of(c).TraceAsync(c.GetArgument<string>("id"), c.CancellationToken));
        Field<NonNullGraphType<SpanConnectionType>>("spans").Description("A page of spans, newest first.")
            .Argument<NonNullGraphType<SpanFilterInput>>("filter")
            .Argument<IntGraphType>("first").Argument<StringGraphType>("after")
            .Page(_pageSize)
            .ResolveAsync(async c => await TraceQuestions.Of(c).SpansAsync(c));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>>("services").Items(50).Description("Services that sent spans, by name.")
            .ResolveAsync(async c => await TraceQuestions.Of(c).ServicesAsync(c.CancellationToken));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<OperationType>>>>("operations").Items(50).Description("Operations of a service, or of all.")
            .Argument<StringGraphType>("service")
            .ResolveAsync(async c => await TraceQuestions.Of(c).OperationsAsync(c.GetArgument<string?>("service"), c.CancellationToken));
    }
}
