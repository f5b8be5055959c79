using Tracing.Storage.Reads.Mapping;
using Tracing.Vocabulary;

namespace Tracing.Storage.Reads;

/// <summary>Which cells: each list holds the values that are wanted. Null: any.</summary>
public sealed record CellFilter
{
    /// <summary>Sweeps.</summary>
    public IReadOnlyCollection<string>? Sweeps { get; init; }

    /// <summary>Agents.</summary>
    public IReadOnlyCollection<string>? Agents { get; init; }

    /// <summary>Models.</summary>
    public IReadOnlyCollection<string>? Models { get; init; }

    /// <summary>Categories of tasks.</summary>
    public IReadOnlyCollection<string>? Categories { get; init; }

    /// <summary>Names of tasks, without their category.</summary>
    public IReadOnlyCollection<string>? Tasks { get; init; }

    /// <summary>These very cells.</summary>
    public IReadOnlyCollection<CellId>? Cells { get; init; }

    internal Conditions ToConditions() => CellParts.AddTo(Lists(), Cells);

    private Conditions Lists() => new Conditions()
        .Add("Sweep != ''")
        .OneOf("Sweep", "sweeps", Sweeps)
        .OneOf("Agent", "agents", Agents)
        .OneOf("Model", "models", Models)
        .OneOf("Category", "categories", Categories)
        .OneOf("Task", "tasks", Tasks);
}
