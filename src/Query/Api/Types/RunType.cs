using GraphQL;
using GraphQL.Types;
using Tracing.Query.Loading;
using Tracing.Query.Statistics.Prices;
using Tracing.Storage.Rows;

namespace Tracing.Query.Api.Types;

/// <summary>One execution of one cell.</summary>
public sealed class RunType : ObjectGraphType<RunRow>
{
    /// <summary>Declares the fields.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="prices">The prices.</param>
    public RunType(RequestLimits limits, PriceTable prices)
    {
        Name = "Run";
        Description = "One execution of one cell.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.RunId);
        Field<NonNullGraphType<IntGraphType>>("trial").Description("1, 2, 3 …").Resolve(c => (int)c.Source.Trial);
        Field<NonNullGraphType<RunIdentityType>>("identity").Resolve(c => c.Source);
        Field<NonNullGraphType<TimingType>>("timing").Resolve(c => c.Source);
        Field<NonNullGraphType<RunStateType>>("state").Resolve(c => c.Source.State);
        Field<StringGraphType>("stateReason").Resolve(c => c.Source.StateReason);
        Field<NonNullGraphType<CoverageType>>("coverage").Resolve(c => c.Source);
        Field<NonNullGraphType<RunCostType>>("cost").Description("What it cost, and what was missing where that is not known.").Resolve(c => RunCost.Of(c.Source, prices));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<AxisScoreType>>>>("scores").Items(8)
            .Description("Every score, several scorers of one axis side by side.")
            .Resolve(c => RequestLoaders.Of(c).Scores.Load(c.Source.RunId, ScoreOrder.Of));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<EarlierReadingType>>>>("earlierReadings").Items(2)
            .Description("What it was read as before `tracing reinterpret` read it otherwise, newest first. The reading that counts is not among them.")
            .Resolve(c => RequestLoaders.Of(c).EarlierReadings.Load(c.Source.RunId, readings => readings ?? []));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<SpanType>>>>("spans").Items(50)
            .Description("Spans by start. A run with more than a request may hold is read through the query's spans field.")
            .Argument<ListGraphType<NonNullGraphType<SpanKindNameType>>>("kinds", "Only these kinds.")
            .Resolve(c =>
            {
                string[]? kinds = c.GetArgument<string[]?>("kinds");
                return RequestLoaders.Of(c).SpansOfRuns.Load(c.Source.RunId, spans => kinds is null ? spans ?? [] : [.. (spans ?? []).Where(span => kinds.Contains(span.BenchKind))]);
            });
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<ModelCallType>>>>("modelCalls").Items(50)
            .Resolve(c => RequestLoaders.Of(c).ModelCalls.Load(c.Source.RunId, calls => calls ?? []));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<ToolCallType>>>>("toolCalls").Items(50)
            .Resolve(c => RequestLoaders.Of(c).ToolCalls.Load(c.Source.RunId, calls => calls ?? []));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<ArtifactType>>>>("artifacts").Items(5)
            .Description("What it left behind; without the pieces of its recording that came while it was made, once that is whole.")
            .Resolve(c => RequestLoaders.Of(c).Artifacts.Load(c.Source.RunId, RecordingType.WithoutSuperseded));
        Field<RecordingType>("recording").Description("Null: none was recorded.")
            .Resolve(c => RequestLoaders.Of(c).Artifacts.Load(c.Source.RunId, RecordingType.Of));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<FileChangeType>>>>("changes").Items(20)
            .Description("Changes to files of the task, by path: what was told with bench.file.change.")
            .Resolve(c => RequestLoaders.Of(c).Changes.Load(c.Source.RunId, changes => changes ?? []));
        Field<NonNullGraphType<LogConnectionType>>("logs").Description("A page of its log records, by time.")
            .Argument<StringGraphType>("event", "Only records of this event.")
            .Argument<IntGraphType>("first").Argument<StringGraphType>("after")
            .Page(limits.DefaultPageSize)
            .ResolveAsync(async c => await RunQuestions.Of(c).LogsAsync(c, c.Source.RunId));
    }
}
