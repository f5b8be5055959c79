using GraphQL;
using Microsoft.Extensions.DependencyInjection;
using Tracing.Query.Api.Inputs;
using Tracing.Query.Live;
using Tracing.Query.Loading;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;

namespace Tracing.Query.Api;

/// <summary>Answers subscriptions.</summary>
public sealed class LiveQuestions
{
    private readonly ChangeFeed _feed;
    private readonly FilterRules _rules;

    /// <summary>Makes the answerer.</summary>
    /// <param name="feed">Tells what changed.</param>
    /// <param name="limits">The limits.</param>
    public LiveQuestions(ChangeFeed feed, RequestLimits limits)
    {
        _feed = feed;
        _rules = new FilterRules(limits);
    }

    /// <summary>The answerer of the request that a field is resolved in.</summary>
    /// <param name="context">The field.</param>
    public static LiveQuestions Of(IResolveFieldContext context) => context.RequestServices!.GetRequiredService<LiveQuestions>();

    /// <summary>Runs that were read anew.</summary>
    /// <param name="context">The field.</param>
    /// <exception cref="Execution.QueryError">The filter cannot be met, or there are too many subscribers.</exception>
    public async Task<IObservable<object?>> RunChangedAsync(IResolveFieldContext context)
    {
        CellFilter filter = _rules.Cells(context.GetArgument<CellFilter?>("filter"));
        Listener<RunRow> listener = await _feed.ListenToRunsAsync(run => Fits(filter, run), context.CancellationToken);
        return LiveDelivery.Of(context).Stream(listener);
    }

    /// <summary>Spans that arrive for a run, which need not have begun.</summary>
    /// <param name="context">The field.</param>
    /// <exception cref="Execution.QueryError">The run's id is too long, or there are too many subscribers.</exception>
    public async Task<IObservable<object?>> SpanArrivedAsync(IResolveFieldContext context)
    {
        string run = _rules.Text("run", context.GetArgument<string>("run"))!;
        Listener<SpanView> listener = await _feed.ListenToSpansAsync(run, context.CancellationToken);
        return LiveDelivery.Of(context).Stream(listener);
    }

    private static bool Fits(CellFilter filter, RunRow run) =>
        OneOf(filter.Sweeps, run.Sweep) && OneOf(filter.Agents, run.Agent) && OneOf(filter.Models, run.Model) &&
        OneOf(filter.Categories, run.Category) && OneOf(filter.Tasks, run.Task);

    private static bool OneOf(IReadOnlyCollection<string>? wanted, string value) => wanted?.Contains(value) != false;
}
