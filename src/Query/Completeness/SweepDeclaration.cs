using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Tracing.Query.Completeness;

/// <summary>What a sweep expects: every agent with every model on every task, as many times.</summary>
/// <param name="Agents">Agents.</param>
/// <param name="Models">Models.</param>
/// <param name="Tasks">Tasks, as <c>category/name</c>.</param>
/// <param name="Trials">Trials of a cell, from 1.</param>
public sealed record SweepDeclaration(IReadOnlyList<string> Agents, IReadOnlyList<string> Models, IReadOnlyList<string> Tasks, int Trials)
{
    /// <summary>Most trials of cells that a declaration may expect.</summary>
    public const long MostRuns = 1_000_000;

    /// <summary>Cells that are expected.</summary>
    public long Cells => (long)Agents.Count * Models.Count * Tasks.Count;

    /// <summary>Trials of cells that are expected.</summary>
    public long Runs => Cells * Trials;

    /// <summary>Reads the body of a declaration: a JSON object with <c>agents</c>, <c>models</c>, <c>tasks</c> and <c>trials</c>, 1 where absent.</summary>
    /// <param name="body">The body.</param>
    /// <param name="declaration">What it says.</param>
    /// <param name="problem">Why it says nothing.</param>
    public static bool TryRead(string body, [NotNullWhen(true)] out SweepDeclaration? declaration, [NotNullWhen(false)] out string? problem)
    {
        declaration = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                problem = "The declaration is no JSON object.";
                return false;
            }

            SweepDeclaration read = new(Names(root, "agents"), Names(root, "models"), Names(root, "tasks"), Count(root));
            problem = read.Problem();
            declaration = problem is null ? read : null;
            return problem is null;
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException or InvalidOperationException)
        {
            problem = malformed is JsonException ? "The declaration is no JSON." : malformed.Message;
            return false;
        }
    }

    /// <summary>Whether a trial of a cell is expected.</summary>
    /// <param name="cell">The cell's parts.</param>
    /// <param name="trial">The trial.</param>
    public bool Expects(Vocabulary.CellId cell, long trial) =>
        trial >= 1 && trial <= Trials && Agents.Contains(cell.Agent) && Models.Contains(cell.Model) && Tasks.Contains(cell.TaskId);

    private string? Problem()
    {
        if (Cells == 0)
        {
            return "The declaration names no agent, no model or no task.";
        }

        return Trials < 1 ? "'trials' is not above 0." : Runs > MostRuns ? string.Create(CultureInfo.InvariantCulture, $"The declaration expects more than {MostRuns} runs.") : null;
    }

    private static string[] Names(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out JsonElement list) || list.ValueKind != JsonValueKind.Array)
        {
            throw new FormatException($"'{name}' is no list.");
        }

        return [.. list.EnumerateArray()
            .Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : throw new FormatException($"'{name}' holds what is no text."))
            .Distinct(StringComparer.Ordinal)];
    }

    private static int Count(JsonElement root)
    {
        if (!root.TryGetProperty("trials", out JsonElement trials))
        {
            return 1;
        }

        string text = trials.ValueKind == JsonValueKind.String ? trials.GetString()! : trials.GetRawText();
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : throw new FormatException("'trials' is no whole number.");
    }
}
