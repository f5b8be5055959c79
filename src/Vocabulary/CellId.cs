using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Tracing.Vocabulary;

/// <summary>
/// Identity of a cell: <c>sweep/agent/model/category/task</c>. The model may hold slashes, the other parts may not:
/// sweep is the first segment, agent the second, the task the last two, the model what lies between.
/// </summary>
/// <param name="Sweep">The sweep, without slashes.</param>
/// <param name="Agent">The agent, without slashes.</param>
/// <param name="Model">The model; may hold slashes.</param>
/// <param name="Category">The task's category, without slashes.</param>
/// <param name="Task">The task's name, without slashes.</param>
public sealed record CellId(string Sweep, string Agent, string Model, string Category, string Task)
{
    private const string TrialMark = "#run";

    /// <summary><c>category/task</c>.</summary>
    public string TaskId => Category + "/" + Task;

    /// <summary>Reads a cell id; a trailing <c>#runN</c> is read as the trial.</summary>
    /// <param name="text">The id.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="trial">The trial where the id names one.</param>
    /// <returns>False where the text has fewer than five parts or an empty one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out CellId? cell, out int? trial)
    {
        cell = null;
        trial = null;
        if (text is null)
        {
            return false;
        }

        int mark = text.LastIndexOf(TrialMark, StringComparison.Ordinal);
        if (mark > text.LastIndexOf('/') &&
            int.TryParse(text.AsSpan(mark + TrialMark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number) &&
            number > 0)
        {
            trial = number;
            text = text[..mark];
        }

        string[] parts = text.Split('/');
        if (parts.Length < 5 || Array.Exists(parts, string.IsNullOrEmpty))
        {
            return false;
        }

        cell = new CellId(parts[0], parts[1], string.Join('/', parts[2..^2]), parts[^2], parts[^1]);
        return true;
    }

    /// <summary>The id as it is written: the inverse of <see cref="TryParse"/> without a trial.</summary>
    /// <returns>The id.</returns>
    public override string ToString() => $"{Sweep}/{Agent}/{Model}/{Category}/{Task}";
}
