using GraphQL;
using Microsoft.Extensions.DependencyInjection;
using Tracing.Query.Api.Inputs;
using Tracing.Query.Api.Types;
using Tracing.Query.Execution;
using Tracing.Query.Loading;
using Tracing.Query.Paging;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;

namespace Tracing.Query.Api;

/// <summary>Answers what is asked about traces, spans, services and operations.</summary>
public sealed class TraceQuestions
{
    private readonly StoreAnswers _answers;
    private readonly RequestLimits _limits;
    private readonly FilterRules _rules;

    /// <summary>Makes the answerer.</summary>
    /// <param name="answers">The store.</param>
    /// <param name="limits">The limits.</param>
    public TraceQuestions(StoreAnswers answers, RequestLimits limits)
    {
        _answers = answers;
        _limits = limits;
        _rules = new FilterRules(limits);
    }

    /// <summary>The answerer of the request that a field is resolved in.</summary>
    /// <param name="context">The field.</param>
    public static TraceQuestions Of(IResolveFieldContext context) => context.RequestServices!.GetRequiredService<TraceQuestions>();

    /// <summary>A trace by its id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellation">Stops the read.</param>
    /// <exception cref="QueryError">No such trace, or one with more spans than an answer holds.</exception>
    public async Task<TraceView> TraceAsync(string id, CancellationToken cancellation)
    {
        _rules.Text("id", id);
        string trace = FilterRules.TraceId(id) ?? throw QueryError.NotFound("trace", id);
        IReadOnlyList<SpanRow> spans = await _answers.AskAllAsync(new TraceById(trace, _answers.AskFor), cancellation);
        if (spans.Count == 0)
        {
            throw QueryError.NotFound("trace", id);
        }

        IReadOnlyList<RunTraceRow> bound = await _answers.AskAsync(new RunsOfTraces([trace]), cancellation);
        IReadOnlyList<RunRow> runs = bound.Count == 0 ? [] : await _answers.AskAsync(new RunsById([.. bound.Select(one => one.RunId).Distinct(StringComparer.Ordinal)]), cancellation);
        return new TraceView(trace, await SpanKinds.AddAsync(_answers, spans, cancellation), runs);
    }

    /// <summary>A page of spans.</summary>
    /// <param name="context">The field.</param>
    /// <exception cref="QueryError">The filter or the cursor cannot be met.</exception>
    public async Task<Page<SpanView>> SpansAsync(IResolveFieldContext context)
    {
        PageRequest page = PageRequest.Of(context, _limits);
        SpanFilter filter = _rules.Spans(context.GetArgument<SpanFilterArgument>("filter"));
        byte[] digest = Cursor.QueryDigest("spans", filter);
        SpansPage question = new(filter, page.Cursor is null ? null : Key(digest, page.Cursor), page.Size + 1);
        IReadOnlyList<SpanRow> rows = await _answers.AskAsync(question, context.CancellationToken);
        return page.ToPage(
            await SpanKinds.AddAsync(_answers, rows, context.CancellationToken),
            span => Cursor.Write(digest, CursorNumber.Text(span.Row.StartUnixNano), span.Row.TraceId, span.Row.SpanId));
    }

    /// <summary>Services that sent spans.</summary>
    /// <param name="cancellation">Stops the read.</param>
    public Task<IReadOnlyList<string>> ServicesAsync(CancellationToken cancellation) =>
        _answers.AskAllAsync(new Services(Limit: _answers.AskFor), cancellation);

    /// <summary>Operations of a service.</summary>
    /// <param name="service">The service; null: all.</param>
    /// <param name="cancellation">Stops the read.</param>
    public Task<IReadOnlyList<OperationRow>> OperationsAsync(string? service, CancellationToken cancellation) =>
        _answers.AskAllAsync(new Operations(_rules.Text("service", service), Limit: _answers.AskFor), cancellation);

    private static SpanKey Key(byte[] digest, string cursor)
    {
        IReadOnlyList<string> parts = Cursor.Read(digest, cursor, 3);
        return new SpanKey(CursorNumber.Read(parts[0]), parts[1], parts[2]);
    }
}
