using GraphQL;
using GraphQL.Types;
using Tracing.Query.Api.Scalars;
using Tracing.Query.Completeness;

namespace Tracing.Query.Api.Types;

/// <summary>What of a sweep is there, against what it declared.</summary>
public sealed class SweepCompletenessType : ObjectGraphType<SweepCompleteness>
{
    private readonly RequestLimits _limits;

    /// <summary>Declares the fields.</summary>
    /// <param name="limits">The limits.</param>
    public SweepCompletenessType(RequestLimits limits)
    {
        _limits = limits;
        Name = "SweepCompleteness";
        Description = "What of a sweep is there, against what it declared with a bench.sweep.declared record (its last one; kept as long as log records are).";
        Field<NonNullGraphType<BooleanGraphType>>("declared").Description("Whether the sweep said what it expects.").Resolve(c => c.Source.Declaration is not null);
        Field<DateTimeScalar>("declaredAt").Resolve(c => c.Source.DeclaredAt);
        Field<StringGraphType>("problem").Description("Why what it declared cannot be read.").Resolve(c => c.Source.Problem);
        Field<LongGraphType>("expectedCells").Description("Null: not declared.").Resolve(c => c.Source.Declaration?.Cells);
        Field<LongGraphType>("expectedRuns").Description("Trials of cells that are expected; null: not declared.").Resolve(c => c.Source.Declaration?.Runs);
        Field<NonNullGraphType<LongGraphType>>("present").Description("Trials of which a run ended by itself or by its time limit: of those that are expected, or of all where nothing was declared.")
            .Resolve(c => c.Source.Present);
        Places("missing", "Expected trials without any run; null: not declared.", complete => complete.Missing);
        Places("partial", "Trials with runs of which none ended by itself or by its time limit.", complete => complete.Partial);
        Places("repeated", "Trials that arrived more than once: more than one run of them ended by itself or by its time limit.", complete => complete.Repeated);
        Places("undeclared", "Trials that are there and were not expected; null: not declared.", complete => complete.Undeclared);
    }

    private void Places(string name, string description, Func<SweepCompleteness, IReadOnlyList<TrialPlace>?> places)
    {
        Field<LongGraphType>(name + "Count").Description("How many: " + description).Resolve(c => places(c.Source)?.Count is { } count ? (long)count : null);
        Field<ListGraphType<NonNullGraphType<TrialPlaceType>>>(name).Description(description)
            .Argument<IntGraphType>("first", "At most so many; the usual page size where left out.")
            .Page(_limits.DefaultPageSize)
            .Resolve(c => places(c.Source)?.Take(Paging.PageRequest.SizeOf("first", c.GetArgument<int?>("first"), _limits)));
    }
}

/// <summary>A trial of a cell.</summary>
public sealed class TrialPlaceType : ObjectGraphType<TrialPlace>
{
    /// <summary>Declares the fields.</summary>
    public TrialPlaceType()
    {
        Name = "TrialPlace";
        Description = "A trial of a cell, and how often it was run.";
        Field<NonNullGraphType<IdGraphType>>("cellId").Description("sweep/agent/model/category/task.").Resolve(c => c.Source.CellId);
        Field<NonNullGraphType<IntGraphType>>("trial").Resolve(c => (int)c.Source.Trial);
        Field<NonNullGraphType<LongGraphType>>("runs").Resolve(c => c.Source.Runs);
        Field<NonNullGraphType<LongGraphType>>("ended").Description("Of those, runs that ended by themselves or by their time limit.").Resolve(c => c.Source.Ended);
    }
}
