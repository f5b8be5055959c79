using GraphQL;
using Microsoft.Extensions.DependencyInjection;
using Tracing.Query.Api.Inputs;
using Tracing.Query.Api.Types;
using Tracing.Query.Execution;
using Tracing.Query.Loading;
using Tracing.Query.Paging;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Query.Api;

/// <summary>Answers what is asked about cells and runs.</summary>
public sealed class CellQuestions
{
    private readonly StoreAnswers _answers;
    private readonly RequestLimits _limits;
    private readonly FilterRules _rules;

    /// <summary>Makes the answerer.</summary>
    /// <param name="answers">The store.</param>
    /// <param name="limits">The limits.</param>
    public CellQuestions(StoreAnswers answers, RequestLimits limits)
    {
        _answers = answers;
        _limits = limits;
        _rules = new FilterRules(limits);
    }

    /// <summary>The answerer of the request that a field is resolved in.</summary>
    /// <param name="context">The field.</param>
    public static CellQuestions Of(IResolveFieldContext context) => context.RequestServices!.GetRequiredService<CellQuestions>();

    /// <summary>A cell by its id.</summary>
    /// <param name="id">The id; a trailing <c>#runN</c> is passed over.</param>
    /// <param name="cancellation">Stops the read.</param>
    /// <exception cref="QueryError">No such cell.</exception>
    public async Task<CellRow> CellAsync(string id, CancellationToken cancellation)
    {
        _rules.Text("id", id);
        return CellId.TryParse(id, out CellId? cell, out _) && await _answers.AskAsync(new CellsOfKeys([cell]), cancellation) is [{ } row]
            ? row
            : throw QueryError.NotFound("cell", id);
    }

    /// <summary>A cell by its id, with its runs and their scores where the request asks for what they tell.</summary>
    /// <param name="context">The field.</param>
    /// <exception cref="QueryError">No such cell.</exception>
    public async Task<CellRow> CellAsync(IResolveFieldContext context)
    {
        string id = context.GetArgument<string>("id");
        if (context.SubFields?.Values.Any(field => CellType.OfWholeCell.Contains(field.Field.Name.StringValue)) == true &&
            await WholeAsync(id, context.CancellationToken) is { } whole)
        {
            RequestLoaders.Of(context).Put(whole);
            return whole.Cell;
        }

        return await CellAsync(id, context.CancellationToken);
    }

    /// <summary>A cell by its id with its runs and their scores; null where there is none, and where it has too many to be read at once.</summary>
    /// <param name="id">The id; a trailing <c>#runN</c> is passed over.</param>
    /// <param name="cancellation">Stops the reads.</param>
    public async Task<WholeCell?> WholeAsync(string id, CancellationToken cancellation)
    {
        _rules.Text("id", id);
        return CellId.TryParse(id, out CellId? cell, out _) ? (await _answers.AskAsync(new WholeCellOf(cell, _answers.AskFor), cancellation)).SingleOrDefault() : null;
    }

    /// <summary>A page of cells.</summary>
    /// <param name="context">The field.</param>
    /// <exception cref="QueryError">The filter or the cursor cannot be met.</exception>
    public async Task<Page<CellRow>> CellsAsync(IResolveFieldContext context)
    {
        PageRequest page = PageRequest.Of(context, _limits);
        CellFilter filter = _rules.Cells(context.GetArgument<CellFilter?>("filter"));
        CellOrder order = context.GetArgument<CellOrder>("orderBy");
        RunConditions? withRun = _rules.Run(context.GetArgument<RunConditions?>("withRun"));
        byte[] digest = Cursor.QueryDigest("cells", new { filter, order, withRun });
        CellsPage question = new(filter, order, page.Cursor is null ? null : Key(digest, page.Cursor), page.Size + 1, page.Backward) { WithRun = withRun };
        IReadOnlyList<CellRow> walked = await _answers.AskAsync(question, context.CancellationToken);
        RequestLoaders.Of(context).Put(walked);
        return page.ToPage(
            walked,
            row => Cursor.Write(digest, CursorNumber.Text(row.NewestUnixNano), row.CellId),
            async cancellation => (long)(await _answers.AskAsync(new CellCount(filter) { WithRun = withRun }, cancellation))[0]);
    }

    /// <summary>A run by its id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellation">Stops the read.</param>
    /// <exception cref="QueryError">No such run.</exception>
    public async Task<RunRow> RunAsync(string id, CancellationToken cancellation)
    {
        _rules.Text("id", id);
        return await _answers.AskAsync(new RunsById([id]), cancellation) is [{ } row] ? row : throw QueryError.NotFound("run", id);
    }

    private static CellKey Key(byte[] digest, string cursor)
    {
        IReadOnlyList<string> parts = Cursor.Read(digest, cursor, 2);
        return new CellKey(CursorNumber.Read(parts[0]), parts[1]);
    }
}
