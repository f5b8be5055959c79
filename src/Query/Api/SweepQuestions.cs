using GraphQL;
using Microsoft.Extensions.DependencyInjection;
using Tracing.Query.Api.Inputs;
using Tracing.Query.Api.Types;
using Tracing.Query.Execution;
using Tracing.Query.Loading;
using Tracing.Query.Paging;
using Tracing.Storage.Reads;

namespace Tracing.Query.Api;

/// <summary>Answers what is asked about sweeps, agents, models and tasks.</summary>
public sealed class SweepQuestions
{
    private readonly StoreAnswers _answers;
    private readonly RequestLimits _limits;
    private readonly FilterRules _rules;

    /// <summary>Makes the answerer.</summary>
    /// <param name="answers">The store.</param>
    /// <param name="limits">The limits.</param>
    public SweepQuestions(StoreAnswers answers, RequestLimits limits)
    {
        _answers = answers;
        _limits = limits;
        _rules = new FilterRules(limits);
    }

    /// <summary>The answerer of the request that a field is resolved in.</summary>
    /// <param name="context">The field.</param>
    public static SweepQuestions Of(IResolveFieldContext context) => context.RequestServices!.GetRequiredService<SweepQuestions>();

    /// <summary>A sweep by its id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellation">Stops the read.</param>
    /// <exception cref="QueryError">Nothing is there of it and it declared nothing.</exception>
    public async Task<string> SweepAsync(string id, CancellationToken cancellation)
    {
        _rules.Text("id", id);
        return (await _answers.AskAsync(new SweepsById([id]), cancellation)).Count > 0 || (await _answers.AskAsync(new SweepDeclarations([id]), cancellation)).Count > 0
            ? id
            : throw QueryError.NotFound("sweep", id);
    }

    /// <summary>A page of sweeps.</summary>
    /// <param name="context">The field.</param>
    /// <exception cref="QueryError">The cursor cannot be met.</exception>
    public async Task<Page<string>> SweepsAsync(IResolveFieldContext context)
    {
        PageRequest page = PageRequest.Of(context, _limits);
        byte[] digest = Cursor.QueryDigest("sweeps", null);
        SweepKey? after = null;
        if (page.Cursor is not null)
        {
            IReadOnlyList<string> parts = Cursor.Read(digest, page.Cursor, 2);
            after = new SweepKey(CursorNumber.Read(parts[0]), parts[1]);
        }

        IReadOnlyList<SweepRow> rows = await _answers.AskAsync(new SweepsPage(after, page.Size + 1), context.CancellationToken);
        Dictionary<string, long> starts = rows.ToDictionary(row => row.Sweep, row => row.FirstStart ?? 0, StringComparer.Ordinal);
        return page.ToPage([.. rows.Select(row => row.Sweep)], sweep => Cursor.Write(digest, CursorNumber.Text(starts[sweep]), sweep));
    }

    /// <summary>Agents of cells.</summary>
    /// <param name="context">The field.</param>
    public async Task<IEnumerable<AgentPart>> AgentsAsync(IResolveFieldContext context) =>
        (await _answers.AskAllAsync(new AgentsOfCells(Filter(context), _answers.AskFor), context.CancellationToken)).Select(row => new AgentPart(row.Name, row.Detail));

    /// <summary>Models of cells.</summary>
    /// <param name="context">The field.</param>
    public async Task<IEnumerable<ModelPart>> ModelsAsync(IResolveFieldContext context) =>
        (await _answers.AskAllAsync(new ModelsOfCells(Filter(context), _answers.AskFor), context.CancellationToken)).Select(row => new ModelPart(row.Name, row.Detail));

    /// <summary>Tasks of cells.</summary>
    /// <param name="context">The field.</param>
    public async Task<IEnumerable<(string Category, string Name)>> TasksAsync(IResolveFieldContext context) =>
        (await _answers.AskAllAsync(new TasksOfCells(Filter(context), _answers.AskFor), context.CancellationToken)).Select(row => Parts(row.Name));

    private static (string Category, string Name) Parts(string task)
    {
        int slash = task.IndexOf('/', StringComparison.Ordinal);
        return (task[..slash], task[(slash + 1)..]);
    }

    private CellFilter Filter(IResolveFieldContext context) => _rules.Cells(context.GetArgument<CellFilter?>("filter"));
}
