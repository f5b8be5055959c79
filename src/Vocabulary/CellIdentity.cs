namespace Tracing.Vocabulary;

/// <summary>
/// Which cell and trial a record belongs to, from what its resource tells. Both a whole cell id and its parts may be given;
/// where they disagree the parts win and <see cref="Conflict"/> says so.
/// </summary>
/// <param name="Cell">The cell.</param>
/// <param name="Trial">The trial, 1 where nothing was said.</param>
/// <param name="Conflict">True where the cell id and the parts disagree.</param>
public sealed record CellIdentity(CellId Cell, int Trial, bool Conflict)
{
    /// <summary>Resolves an identity.</summary>
    /// <param name="cellId"><see cref="BenchAttributes.CellId"/>, or null.</param>
    /// <param name="sweep"><see cref="BenchAttributes.SweepId"/>, or null.</param>
    /// <param name="agent"><see cref="BenchAttributes.AgentName"/>, or null.</param>
    /// <param name="model"><see cref="BenchAttributes.ModelName"/>, else <see cref="GenAiAttributes.RequestModel"/>, or null.</param>
    /// <param name="task"><see cref="BenchAttributes.TaskId"/>: <c>category/name</c>, or null.</param>
    /// <param name="trial"><see cref="BenchAttributes.Trial"/>, or null.</param>
    /// <returns>The identity, or null where neither a readable cell id nor all four parts are given.</returns>
    public static CellIdentity? Resolve(string? cellId, string? sweep, string? agent, string? model, string? task, long? trial)
    {
        bool whole = CellId.TryParse(cellId, out CellId? stated, out int? statedTrial);
        int slash = task?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        bool hasTask = slash > 0 && slash < task!.Length - 1 && task.IndexOf('/', slash + 1) < 0;
        string? category = hasTask ? task![..slash] : stated?.Category;
        string? name = hasTask ? task![(slash + 1)..] : stated?.Task;
        sweep = NullIfUnusable(sweep) ?? stated?.Sweep;
        agent = NullIfUnusable(agent) ?? stated?.Agent;
        model = string.IsNullOrEmpty(model) ? stated?.Model : model;
        if (sweep is null || agent is null || model is null || category is null || name is null)
        {
            return null;
        }

        var cell = new CellId(sweep, agent, model, category, name);
        int number = trial is > 0 and <= int.MaxValue ? (int)trial : statedTrial ?? 1;
        bool conflict = whole && (cell != stated || (statedTrial is { } other && other != number));
        return new CellIdentity(cell, number, conflict);
    }

    // Sweep and agent hold no slash: a cell id could not be read back.
    private static string? NullIfUnusable(string? part) =>
        string.IsNullOrEmpty(part) || part.Contains('/', StringComparison.Ordinal) ? null : part;
}
