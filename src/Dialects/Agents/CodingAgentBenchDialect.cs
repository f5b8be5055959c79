using Tracing.Dialects.Conventions;
using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Agents;

/// <summary>
/// The published benchmark's own runs: spans are told apart by name (<c>prepare:TASK</c>, <c>AGENT:TASK</c>, <c>applied_plugins</c>,
/// <c>AGENT:run</c>, <c>cleanup:AGENT</c>) and use short attribute names.
/// </summary>
public sealed class CodingAgentBenchDialect : IDialect
{
    private const string PreparePrefix = "prepare:";
    private const string CleanupPrefix = "cleanup:";
    private const string RunSuffix = ":run";
    private const string AppliedPlugins = "applied_plugins";

    private static readonly AttributeAliases Aliases = new()
    {
        ExitCode = "exit_code",
        TimedOut = "timed_out",
        ContainerImage = "image",
        BehaviorMode = "behavior_mode",
        PluginStack = "plugin_stack",
        ToolNameIsSpanName = true,
    };

    /// <inheritdoc />
    public string Name => "codingagentbench";

    /// <inheritdoc />
    public string Version => "1";

    /// <inheritdoc />
    public bool Recognises(RunRecords run) =>
        run.Spans.Any(span => IsNamed(span, PreparePrefix)) &&
        run.Spans.All(span => span.Attributes.Text(BenchAttributes.SpanKind) is null) &&
        run.Spans.Any(span => span.Name.EndsWith(RunSuffix, StringComparison.Ordinal));

    /// <inheritdoc />
    public RunSteps Read(RunRecords run) => ConventionReader.Read(run, KindOf, Aliases);

    private static string? KindOf(SpanRecord span)
    {
        if (IsNamed(span, PreparePrefix))
        {
            return BenchSpanKinds.TaskSetup;
        }

        if (IsNamed(span, CleanupPrefix))
        {
            return BenchSpanKinds.Cleanup;
        }

        if (string.Equals(span.Name, AppliedPlugins, StringComparison.Ordinal))
        {
            return BenchSpanKinds.ToolCall;
        }

        int colon = span.Name.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && span.Name.EndsWith(RunSuffix, StringComparison.Ordinal))
        {
            return BenchSpanKinds.Container;
        }

        bool namesTask = colon > 0 && span.Name.IndexOf('/', colon) > 0;
        return namesTask && span.Attributes.Text("timeout_s") is not null ? BenchSpanKinds.AdapterRun : SpanKindReader.Of(span);
    }

    private static bool IsNamed(SpanRecord span, string prefix) => span.Name.StartsWith(prefix, StringComparison.Ordinal);
}
