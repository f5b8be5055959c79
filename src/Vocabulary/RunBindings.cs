namespace Tracing.Vocabulary;

/// <summary>How records are bound to a run where an agent drops resource attributes.</summary>
public static class RunBindings
{
    /// <summary>Header or gRPC metadata of an export: the run id.</summary>
    public const string Header = "x-bench-run";

    /// <summary>Prefix of the path of an export: <c>/runs/RUN/v1/traces</c>.</summary>
    public const string PathPrefix = "/runs/";
}
