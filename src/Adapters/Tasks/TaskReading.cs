namespace Tracing.Adapters.Tasks;

/// <summary>What came of reading a task's folder.</summary>
/// <param name="Task">The task; null where there is a problem.</param>
/// <param name="Problems">Every problem found, by file and line; empty where the task can be used.</param>
public sealed record TaskReading(TaskDefinition? Task, IReadOnlyList<TaskProblem> Problems);
