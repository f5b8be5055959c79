using System.Diagnostics;
using System.Runtime.CompilerServices;
using Tracing.Query.Api;
using Tracing.Query.Api.Types;
using Tracing.Query.Completeness;
using Tracing.Query.Execution;
using Tracing.Query.Loading;
using Tracing.Storage.Reads;

namespace Tracing.Query.Pages.Sweeps;

/// <summary>Reads what a sweep's page shows, by the questions that GraphQL is answered by.</summary>
public sealed class SweepPageReader
{
    private static readonly CellDimension[] Contenders = [CellDimension.Agent, CellDimension.Model];

    private readonly StoreAnswers _answers;
    private readonly StatisticsQuestions _statistics;
    private readonly int _longest;

    /// <summary>Makes the reader.</summary>
    /// <param name="answers">The store.</param>
    /// <param name="statistics">Answers what is asked about groups of cells.</param>
    /// <param name="limits">The limits.</param>
    public SweepPageReader(StoreAnswers answers, StatisticsQuestions statistics, RequestLimits limits)
    {
        _answers = answers;
        _statistics = statistics;
        _longest = limits.MaxFilterLength;
    }

    /// <summary>Reads a sweep.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="view">How it is looked at.</param>
    /// <param name="cancellation">Stops the reads.</param>
    /// <exception cref="QueryError">No such sweep, or the store does not answer.</exception>
    public async Task<SweepPageData> ReadAsync(string sweep, SweepView view, CancellationToken cancellation)
    {
        await foreach ((SweepView _, SweepPageData data) in ReadAsync(sweep, [view], cancellation))
        {
            return data;
        }

        throw new UnreachableException();
    }

    /// <summary>Reads a sweep in several views; what they share is read once.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="views">How it is looked at.</param>
    /// <param name="cancellation">Stops the reads.</param>
    /// <exception cref="QueryError">No such sweep, or the store does not answer.</exception>
    public async IAsyncEnumerable<(SweepView View, SweepPageData Data)> ReadAsync(
        string sweep, IReadOnlyList<SweepView> views, [EnumeratorCancellation] CancellationToken cancellation)
    {
        SweepRow row = sweep.Length <= _longest && await _answers.AskAsync(new SweepsById([sweep]), cancellation) is [{ } found] ? found : throw QueryError.NotFound("sweep", sweep);
        var cells = new CellFilter { Sweeps = [sweep] };
        SweepCompleteness completeness = (await SweepPages.CompletenessAsync(_answers, [sweep], cancellation))[sweep];
        foreach (IGrouping<string, SweepView> axis in views.GroupBy(view => view.Axis, StringComparer.Ordinal))
        {
            IReadOnlyList<LeaderboardRowView> leaders = await _statistics.LeaderboardAsync(axis.Key, Contenders, null, cells, cancellation);
            foreach (SweepView view in axis)
            {
                MatrixView matrix = await _statistics.MatrixAsync(view.Axis, view.Rows, view.Columns, cells, cancellation);
                yield return (view, new SweepPageData { Sweep = row, Matrix = matrix, Leaderboard = leaders, Completeness = completeness });
            }
        }
    }
}
