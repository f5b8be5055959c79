using Tracing.Query.Api;
using Tracing.Query.Execution;
using Tracing.Query.Loading;
using Tracing.Query.Paging;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;

namespace Tracing.Query.Pages.Search;

/// <summary>Searches, by the questions that GraphQL is answered by.</summary>
public sealed class SearchReader
{
    /// <summary>Most places of a text that are shown.</summary>
    public const int MostPlaces = 100;

    private const int RunsOfPage = 50;
    private const int SweepsOffered = 50;
    private const int MostNames = 30;

    private readonly StoreAnswers _answers;
    private readonly RunQuestions _questions;

    /// <summary>Makes the reader.</summary>
    /// <param name="answers">The store.</param>
    /// <param name="questions">Answers what is asked about runs.</param>
    public SearchReader(StoreAnswers answers, RunQuestions questions)
    {
        _answers = answers;
        _questions = questions;
    }

    /// <summary>Searches.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellation">Stops the reads.</param>
    /// <exception cref="QueryError">What is asked cannot be met, or the store does not answer.</exception>
    public async Task<SearchResults> ReadAsync(SearchRequest request, CancellationToken cancellation)
    {
        SearchResults results = new(request, await _answers.AskAsync(new SweepsPage(Limit: SweepsOffered), cancellation));
        if (request.Text is { } text)
        {
            return await PlacesAsync(results, text, cancellation);
        }

        Page<RunRow> runs = await _questions.RunsAsync(request.Filter, new PageRequest(RunsOfPage, Backward: false, request.After), cancellation);
        return results with { Runs = runs, Total = await runs.TotalCount!(cancellation) };
    }

    // A text is looked for in one sweep: the records of all would be too many.
    private async Task<SearchResults> PlacesAsync(SearchResults results, string text, CancellationToken cancellation)
    {
        RunFilter filter = results.Request.Filter;
        string? taken = null;
        if (filter.Cells.Sweeps is null)
        {
            taken = results.Sweeps.Count > 0 ? results.Sweeps[0].Sweep : null;
            filter = filter with { Cells = filter.Cells with { Sweeps = [taken ?? ""] } };
        }

        IReadOnlyList<SearchHitRow> hits = await _questions.SearchAsync(text, filter, MostPlaces, cancellation);
        string[] ids = [.. hits.Select(hit => hit.RunId).Distinct(StringComparer.Ordinal)];
        Dictionary<string, RunRow> runs = ids.Length == 0 ? [] : (await _answers.AskAsync(new RunsById(ids), cancellation)).ToDictionary(run => run.RunId, StringComparer.Ordinal);
        return results with
        {
            SweepTaken = taken,
            Places = [.. hits.Where(hit => runs.ContainsKey(hit.RunId)).Select(hit => (hit, runs[hit.RunId]))],
            Names = [.. Names(results.Sweeps).Where(name => name.Name.Contains(text, StringComparison.OrdinalIgnoreCase)).Distinct().Take(MostNames)],
        };
    }

    private static IEnumerable<(string Key, string Name)> Names(IReadOnlyList<SweepRow> sweeps) =>
    [
        .. sweeps.SelectMany(sweep => sweep.Agents).Select(name => ("agent", name)),
        .. sweeps.SelectMany(sweep => sweep.Models).Select(name => ("model", name)),
        .. sweeps.SelectMany(sweep => sweep.Tasks).Select(name => ("task", name)),
        .. sweeps.Select(sweep => ("sweep", sweep.Sweep)),
    ];
}
