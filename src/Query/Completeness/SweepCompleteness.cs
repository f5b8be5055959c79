using Tracing.Storage.Reads;
using Tracing.Vocabulary;

namespace Tracing.Query.Completeness;

/// <summary>A trial of a cell, and how often it was run.</summary>
/// <param name="CellId">The cell.</param>
/// <param name="Trial">The trial.</param>
/// <param name="Runs">Its runs.</param>
/// <param name="Ended">Of those, runs that ended by themselves or by their time limit.</param>
public sealed record TrialPlace(string CellId, long Trial, long Runs, long Ended);

/// <summary>
/// What of a sweep is there, against what it declared. A trial is present where a run of it ended, partial where it has runs and
/// none ended, repeated where more than one ended, missing where it is expected and has no run.
/// </summary>
public sealed record SweepCompleteness
{
    /// <summary>What the sweep expects; null where it declared nothing that can be read.</summary>
    public SweepDeclaration? Declaration { get; private init; }

    /// <summary>When it said so, nanoseconds since 1970.</summary>
    public long? DeclaredAt { get; private init; }

    /// <summary>Why what it declared cannot be read.</summary>
    public string? Problem { get; private init; }

    /// <summary>Trials that are present: of those that are expected, or of all where nothing was declared.</summary>
    public long Present { get; private init; }

    /// <summary>Trials without a run; null where nothing was declared.</summary>
    public IReadOnlyList<TrialPlace>? Missing { get; private init; }

    /// <summary>Trials with runs of which none ended.</summary>
    public required IReadOnlyList<TrialPlace> Partial { get; init; }

    /// <summary>Trials of which more than one run ended.</summary>
    public required IReadOnlyList<TrialPlace> Repeated { get; init; }

    /// <summary>Trials that are there and not expected; null where nothing was declared.</summary>
    public IReadOnlyList<TrialPlace>? Undeclared { get; private init; }

    /// <summary>Compares.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="declared">What it declared, if anything.</param>
    /// <param name="trials">What is there.</param>
    public static SweepCompleteness Of(string sweep, SweepDeclarationRow? declared, IReadOnlyList<TrialRow> trials)
    {
        TrialPlace[] places = [.. trials.Select(trial => new TrialPlace(trial.CellId, trial.Trial, (long)trial.Runs, (long)trial.Ended))];
        string? problem = null;
        SweepDeclaration? declaration = null;
        if (declared is not null)
        {
            SweepDeclaration.TryRead(declared.Body, out declaration, out problem);
        }

        ILookup<bool, TrialPlace> expected = places.ToLookup(place =>
            declaration is null || (CellId.TryParse(place.CellId, out CellId? cell, out _) && declaration.Expects(cell, place.Trial)));
        return new SweepCompleteness
        {
            Declaration = declaration,
            DeclaredAt = declared?.TimeUnixNano,
            Problem = problem,
            Present = expected[true].LongCount(place => place.Ended > 0),
            Missing = declaration is null ? null : [.. MissingOf(sweep, declaration, places)],
            Partial = [.. places.Where(place => place.Ended == 0)],
            Repeated = [.. places.Where(place => place.Ended > 1)],
            Undeclared = declaration is null ? null : [.. expected[false]],
        };
    }

    private static IEnumerable<TrialPlace> MissingOf(string sweep, SweepDeclaration declaration, TrialPlace[] places)
    {
        HashSet<(string, long)> there = [.. places.Select(place => (place.CellId, place.Trial))];
        return
            from agent in declaration.Agents
            from model in declaration.Models
            from task in declaration.Tasks
            let cell = $"{sweep}/{agent}/{model}/{task}"
            from trial in Enumerable.Range(1, declaration.Trials)
            where !there.Contains((cell, trial))
            select new TrialPlace(cell, trial, 0, 0);
    }
}
