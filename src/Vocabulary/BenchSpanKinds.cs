namespace Tracing.Vocabulary;

/// <summary>Values of <see cref="BenchAttributes.SpanKind"/>.</summary>
public static class BenchSpanKinds
{
    /// <summary>Root of a run.</summary>
    public const string AdapterRun = "adapter_run";

    /// <summary>Preparing the task's folder.</summary>
    public const string TaskSetup = "task_setup";

    /// <summary>The agent at work.</summary>
    public const string Container = "container";

    /// <summary>One use of a tool by the agent.</summary>
    public const string ToolCall = "tool_call";

    /// <summary>One call of a model by the agent.</summary>
    public const string ModelCall = "model_call";

    /// <summary>The task's own check.</summary>
    public const string Verify = "verify";

    /// <summary>Taking everything away again.</summary>
    public const string Cleanup = "cleanup";

    /// <summary>All kinds, in the order in which they occur in a run.</summary>
    public static IReadOnlyList<string> All { get; } = [AdapterRun, TaskSetup, Container, ToolCall, ModelCall, Verify, Cleanup];
}
