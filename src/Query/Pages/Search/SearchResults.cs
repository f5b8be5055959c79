using Tracing.Query.Paging;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;

namespace Tracing.Query.Pages.Search;

/// <summary>What a search found.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Sweeps">The newest sweeps, whose names the form offers.</param>
public sealed record SearchResults(SearchRequest Request, IReadOnlyList<SweepRow> Sweeps)
{
    /// <summary>A page of runs; null where a text was asked for.</summary>
    public Page<RunRow>? Runs { get; init; }

    /// <summary>All runs that were found.</summary>
    public long Total { get; init; }

    /// <summary>Places of the text, each with its run; null where no text was asked for.</summary>
    public IReadOnlyList<(SearchHitRow Hit, RunRow Run)>? Places { get; init; }

    /// <summary>The sweep that was searched where none was named; null: one was, or there is none.</summary>
    public string? SweepTaken { get; init; }

    /// <summary>Names of agents, models, tasks and sweeps that hold the text, each with the parameter that it is a value of.</summary>
    public IReadOnlyList<(string Key, string Name)> Names { get; init; } = [];
}
