using GraphQL;
using Microsoft.Extensions.DependencyInjection;
using Tracing.Query.Api.Inputs;
using Tracing.Query.Execution;
using Tracing.Query.Loading;
using Tracing.Query.Paging;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;

namespace Tracing.Query.Api;

/// <summary>Answers what is asked about runs and what belongs to them.</summary>
public sealed class RunQuestions
{
    private readonly StoreAnswers _answers;
    private readonly RequestLimits _limits;
    private readonly FilterRules _rules;

    /// <summary>Makes the answerer.</summary>
    /// <param name="answers">The store.</param>
    /// <param name="limits">The limits.</param>
    public RunQuestions(StoreAnswers answers, RequestLimits limits)
    {
        _answers = answers;
        _limits = limits;
        _rules = new FilterRules(limits);
    }

    /// <summary>The answerer of the request that a field is resolved in.</summary>
    /// <param name="context">The field.</param>
    public static RunQuestions Of(IResolveFieldContext context) => context.RequestServices!.GetRequiredService<RunQuestions>();

    /// <summary>A page of runs.</summary>
    /// <param name="context">The field.</param>
    /// <exception cref="QueryError">The filter or the cursor cannot be met.</exception>
    public Task<Page<RunRow>> RunsAsync(IResolveFieldContext context) =>
        RunsAsync(context.GetArgument<RunFilter?>("filter"), PageRequest.Of(context, _limits), context.CancellationToken);

    /// <summary>A page of runs.</summary>
    /// <param name="wanted">Which; null: all.</param>
    /// <param name="page">Which page of them.</param>
    /// <param name="cancellation">Stops the read.</param>
    /// <exception cref="QueryError">The filter or the cursor cannot be met.</exception>
    public async Task<Page<RunRow>> RunsAsync(RunFilter? wanted, PageRequest page, CancellationToken cancellation)
    {
        RunFilter filter = _rules.Runs(wanted);
        byte[] digest = Cursor.QueryDigest("runs", filter);
        RunKey? after = null;
        if (page.Cursor is not null)
        {
            IReadOnlyList<string> parts = Cursor.Read(digest, page.Cursor, 2);
            after = new RunKey(CursorNumber.Read(parts[0]), parts[1]);
        }

        return page.ToPage(
            await _answers.AskAsync(new RunsPage(filter, after, page.Size + 1), cancellation),
            run => Cursor.Write(digest, CursorNumber.Text(run.StartedAt ?? 0), run.RunId),
            async stop => (long)(await _answers.AskAsync(new RunCount(filter), stop))[0]);
    }

    /// <summary>A page of a run's log records. First pages of many runs are read at once.</summary>
    /// <param name="context">The field.</param>
    /// <param name="run">The run.</param>
    /// <exception cref="QueryError">The cursor cannot be met.</exception>
    /// <returns>The page, or the promise of it.</returns>
    public async Task<object?> LogsAsync(IResolveFieldContext context, string run)
    {
        PageRequest page = PageRequest.Of(context, _limits);
        string? eventName = _rules.Text("event", context.GetArgument<string?>("event"));
        byte[] digest = Cursor.QueryDigest("logs", new { run, eventName });
        if (page.Cursor is null)
        {
            return RequestLoaders.Of(context).LogPages.Load(new LogPageKey(run, page.Size + 1, eventName), rows => ToPage(rows ?? []));
        }

        IReadOnlyList<string> parts = Cursor.Read(digest, page.Cursor, 2);
        RunLogKey after = new(run, CursorNumber.Read(parts[0]), CursorNumber.ReadWide(parts[1]));
        return ToPage(await _answers.AskAsync(new LogPageOfRuns([run], page.Size + 1, eventName, after), context.CancellationToken));

        Page<LogRow> ToPage(IReadOnlyList<LogRow> rows) =>
            page.ToPage(rows, row => Cursor.Write(digest, CursorNumber.Text(row.TimeUnixNano), CursorNumber.Text(row.RowId)));
    }

    /// <summary>Where a text stands in the records of runs.</summary>
    /// <param name="context">The field.</param>
    /// <exception cref="QueryError">The filter names neither sweep nor time, or the text is empty.</exception>
    public Task<IReadOnlyList<SearchHitRow>> SearchAsync(IResolveFieldContext context) => SearchAsync(
        context.GetArgument<string>("text"),
        context.GetArgument<RunFilter?>("filter"),
        PageRequest.SizeOf("first", context.GetArgument<int?>("first"), _limits),
        context.CancellationToken);

    /// <summary>Where a text stands in the records of runs.</summary>
    /// <param name="wanted">The text.</param>
    /// <param name="of">In which runs.</param>
    /// <param name="size">Most places.</param>
    /// <param name="cancellation">Stops the read.</param>
    /// <exception cref="QueryError">The filter names neither sweep nor time, or the text is empty.</exception>
    public async Task<IReadOnlyList<SearchHitRow>> SearchAsync(string wanted, RunFilter? of, int size, CancellationToken cancellation)
    {
        string text = _rules.Text("text", wanted)!;
        RunFilter filter = _rules.Runs(of);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw QueryError.BadFilter("text", "is empty.");
        }

        return filter.Cells.Sweeps is null && filter.FromUnixNano is null
            ? throw QueryError.BadFilter("sweeps", "or 'from' is needed: a search looks at no more than it must.")
            : await _answers.AskAsync(new TextSearch(text, filter, Limit: size), cancellation);
    }

    /// <summary>The beginning of an artifact as text.</summary>
    /// <param name="context">The field.</param>
    /// <param name="artifact">The artifact.</param>
    /// <exception cref="QueryError">More is asked for than a request may hold.</exception>
    public Task<string?> TextAsync(IResolveFieldContext context, ArtifactRow artifact)
    {
        int bytes = context.GetArgument<int>("maxBytes");
        if (bytes <= 0)
        {
            throw QueryError.BadFilter("maxBytes", "is above 0.");
        }

        return bytes > _limits.MaxContentBytes
            ? throw QueryError.Limit("maxContentBytes", _limits.MaxContentBytes)
            : ArtifactText.ReadAsync(_answers, artifact, bytes, context.CancellationToken);
    }
}
