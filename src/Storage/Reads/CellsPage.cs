using Tracing.Storage.Reads.Mapping;
using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Storage.Reads;

/// <summary>In which order cells come.</summary>
public enum CellOrder
{
    /// <summary>By id, part by part.</summary>
    Id,

    /// <summary>Newest start first, then by id.</summary>
    Newest,
}

/// <summary>Place of a cell in a page.</summary>
/// <param name="NewestUnixNano">Start of its newest run.</param>
/// <param name="CellId">The cell.</param>
public sealed record CellKey(long NewestUnixNano, string CellId)
{
    /// <summary>The place of a row.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Its place.</returns>
    public static CellKey Of(CellRow row) => new(row.NewestUnixNano, row.CellId);
}

/// <summary>A page of cells. It reads about as many rows as it holds: places in the order first, then the runs of their cells.</summary>
/// <param name="Filter">Which.</param>
/// <param name="Order">In which order.</param>
/// <param name="From">The page starts behind this place, in its direction; null starts at the end it walks from.</param>
/// <param name="Limit">Most cells.</param>
/// <param name="Backward">Walks the order backwards: the rows come from the last to the first.</param>
public sealed record CellsPage(
    CellFilter Filter, CellOrder Order = CellOrder.Id, CellKey? From = null, int Limit = 100, bool Backward = false)
    : SteppedQuestion<CellRow>
{
    // Trials of a cell start apart, and each is a place.
    private const int PlacesPerCell = 4;
    private const int MostRuns = 2_000;

    /// <summary>Only cells of which one run meets this, whatever the others do; null: all.</summary>
    public RunConditions? WithRun { get; init; }

    internal override async Task<IReadOnlyList<CellRow>> AnswerAsync(StoreReader reads, CancellationToken cancellationToken)
    {
        var rows = new List<CellRow>();
        int places = Order == CellOrder.Newest ? Limit * PlacesPerCell : Limit;
        for (CellCandidate? from = Start(); ;)
        {
            IReadOnlyList<CellCandidate> candidates =
                await reads.AskAsync(new CellCandidates(Filter, Order, from, places, Backward) { WithRun = WithRun }, cancellationToken);
            if (candidates.Count > 0)
            {
                await AddAsync(rows, candidates, reads, cancellationToken);
                from = candidates[^1];
            }

            if (candidates.Count < places || rows.Count >= Limit)
            {
                return rows.Count > Limit ? rows[..Limit] : rows;
            }
        }
    }

    private CellCandidate? Start() =>
        From is not null && CellParts.Of(From.CellId) is { } cell ? new CellCandidate(From.NewestUnixNano, cell) : null;

    // A cell stands at the start of its newest run; its other places lie before or behind and are passed over.
    private static async Task AddAsync(List<CellRow> rows, IReadOnlyList<CellCandidate> candidates, StoreReader reads, CancellationToken cancellationToken)
    {
        CellId[] cells = [.. candidates.Select(candidate => candidate.Cell).Distinct()];
        Dictionary<string, CellRow> found = (await CellsAsync(cells, reads, cancellationToken)).ToDictionary(row => row.CellId, StringComparer.Ordinal);
        foreach (CellCandidate candidate in candidates.Distinct())
        {
            if (found.TryGetValue(candidate.Cell.ToString(), out CellRow? row) &&
                (candidate.NewestUnixNano is null || candidate.NewestUnixNano == row.NewestUnixNano) &&
                (rows.Count == 0 || rows[^1].CellId != row.CellId))
            {
                rows.Add(row);
            }
        }
    }

    // Whole rows of few runs are read faster than columns of them, and the engine sums up where they are many.
    private static async Task<IEnumerable<CellRow>> CellsAsync(CellId[] cells, StoreReader reads, CancellationToken cancellationToken)
    {
        IReadOnlyList<RunRow> runs = await reads.AskAsync(new RunsOfCells([.. cells.Select(cell => cell.ToString())], MostRuns), cancellationToken);
        return runs.Count < MostRuns
            ? runs.GroupBy(run => run.CellId, StringComparer.Ordinal).Select(cell => CellRow.Of([.. cell]))
            : await reads.AskAsync(new CellsOfKeys(cells), cancellationToken);
    }
}
