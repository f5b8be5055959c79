using Tracing.Vocabulary;

namespace Tracing.Query.Export;

/// <summary>A cell that is exported: its names, not its contents.</summary>
/// <param name="Id">The cell.</param>
/// <param name="Shown">The trial that its page shows.</param>
/// <param name="Trials">Its trials.</param>
/// <param name="Runs">All its runs.</param>
internal sealed record ExportedCell(CellId Id, uint Shown, IReadOnlyList<uint> Trials, IReadOnlyList<string> Runs)
{
    // Of one sweep, as all are.
    private string Name => FileNames.Of($"{Id.Agent}/{Id.Model}/{Id.TaskId}");

    /// <summary>The file of its badge.</summary>
    public string Badge => $"badges/{Name}.svg";

    /// <summary>The file of its card.</summary>
    public string Card => $"embed/{Name}.html";

    /// <summary>The file of its page with a trial.</summary>
    /// <param name="trial">The trial.</param>
    public string Page(uint trial) => trial == Shown ? $"cells/{Name}.html" : FormattableString.Invariant($"cells/{Name}.trial-{trial}.html");
}
