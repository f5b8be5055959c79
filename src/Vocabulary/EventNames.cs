namespace Tracing.Vocabulary;

/// <summary>Names of log records and span events that carry meaning.</summary>
public static class EventNames
{
    /// <summary>A score on an axis.</summary>
    public const string EvaluationResult = "gen_ai.evaluation.result";

    /// <summary>A model call that has no span.</summary>
    public const string InferenceDetails = "gen_ai.client.inference.operation.details";

    /// <summary>A chunk of an artifact.</summary>
    public const string Artifact = "bench.artifact";

    /// <summary>A change to a file of the task.</summary>
    public const string FileChange = "bench.file.change";

    /// <summary>A change of a run's state.</summary>
    public const string RunState = "bench.run.state";

    /// <summary>What a sweep expects.</summary>
    public const string SweepDeclared = "bench.sweep.declared";
}
