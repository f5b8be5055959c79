namespace Tracing.Storage.Reads;

/// <summary>By what cells are grouped.</summary>
public enum CellDimension
{
    /// <summary>The sweep.</summary>
    Sweep,

    /// <summary>The agent.</summary>
    Agent,

    /// <summary>The model.</summary>
    Model,

    /// <summary>The task's category.</summary>
    Category,

    /// <summary>The task, as <c>category/name</c>.</summary>
    Task,
}
