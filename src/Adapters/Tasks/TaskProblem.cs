namespace Tracing.Adapters.Tasks;

/// <summary>Why a task cannot be used.</summary>
/// <param name="File">The file below the task's folder.</param>
/// <param name="Line">Line, from 1; null where it is the whole file.</param>
/// <param name="Reason">A sentence.</param>
public sealed record TaskProblem(string File, int? Line, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => Line is { } line ? FormattableString.Invariant($"{File}:{line}: {Reason}") : $"{File}: {Reason}";
}
