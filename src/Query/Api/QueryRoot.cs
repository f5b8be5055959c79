using GraphQL;
using GraphQL.Types;
using GraphQL.Validation.Complexity;
using Tracing.Query.Api.Inputs;
using Tracing.Query.Api.Types;
using Tracing.Storage.Reads;
using Tracing.Vocabulary;

namespace Tracing.Query.Api;

/// <summary>The root of every query: what can be asked, and by which questions it is answered.</summary>
public sealed class QueryRoot : ObjectGraphType
{
    private readonly int _defaultPageSize;

    /// <summary>Declares the fields.</summary>
    /// <param name="limits">The limits.</param>
    public QueryRoot(RequestLimits limits)
    {
        _defaultPageSize = limits.DefaultPageSize;
        Name = "Query";
        Cells();
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
            .ResolveAsync(async c => await CellQuestions.Of(c).CellAsync(c.GetArgument<string>("id"), c.CancellationToken));
        Field<NonNullGraphType<CellConnectionType>>("cells").Description("A page of cells.")
            .Argument<CellFilterInput>("filter")
            .Argument<NonNullGraphType<CellOrderType>>("orderBy", order => order.DefaultValue = CellOrder.Newest)
            .Argument<IntGraphType>("first").Argument<StringGraphType>("after")
            .Argument<IntGraphType>("last").Argument<StringGraphType>("before")
            .WithComplexityImpact(PageCost)
            .ResolveAsync(async c => await CellQuestions.Of(c).CellsAsync(c));
        Field<RunType>("run").Description("A run by its id.")
            .Argument<NonNullGraphType<IdGraphType>>("id")
            .ResolveAsync(async c => await CellQuestions.Of(c).RunAsync(c.GetArgument<string>("id"), c.CancellationToken));
    }

    private void Traces()
    {
        Field<TraceType>("trace").Description("A trace by its id, 32 hex digits.")
            .Argument<NonNullGraphType<IdGraphType>>("id")
            .ResolveAsync(async c => await TraceQuestions.Of(c).TraceAsync(c.GetArgument<string>("id"), c.CancellationToken));
        Field<NonNullGraphType<SpanConnectionType>>("spans").Description("A page of spans, newest first.")
            .Argument<NonNullGraphType<SpanFilterInput>>("filter")
            .Argument<IntGraphType>("first").Argument<StringGraphType>("after")
            .WithComplexityImpact(PageCost)
            .ResolveAsync(async c => await TraceQuestions.Of(c).SpansAsync(c));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>>("services").Items(50).Description("Services that sent spans, by name.")
            .ResolveAsync(async c => await TraceQuestions.Of(c).ServicesAsync(c.CancellationToken));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<OperationType>>>>("operations").Items(50).Description("Operations of a service, or of all.")
            .Argument<StringGraphType>("service")
            .ResolveAsync(async c => await TraceQuestions.Of(c).OperationsAsync(c.GetArgument<string?>("service"), c.CancellationToken));
    }

    // What is asked of a row is reckoned once for each row that the page may hold.
    private FieldComplexityResult PageCost(FieldImpactContext context)
    {
        int size = context.GetArgument<int?>("first") ?? context.GetArgument<int?>("last") ?? _defaultPageSize;
        return new FieldComplexityResult(1, Math.Max(1, size));
    }
}
