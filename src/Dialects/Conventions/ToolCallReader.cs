using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Conventions;

/// <summary>Tool calls by the GenAI conventions; where those are silent by OpenInference, the Vercel AI SDK and OpenLLMetry.</summary>
public static class ToolCallReader
{
    private const double NanosecondsPerMillisecond = 1e6;

    /// <summary>A tool call from its span.</summary>
    /// <param name="span">The span.</param>
    /// <param name="aliases">Names beside the standard ones.</param>
    /// <returns>The call.</returns>
    public static ToolCallStep FromSpan(SpanRecord span, AttributeAliases aliases)
    {
        AttributeSet attributes = span.Attributes;
        int? exitCode = RunFactsReader.ExitCode(attributes, aliases);
        string? error = attributes.Text(StandardAttributes.ErrorType);
        return new ToolCallStep
        {
            TraceId = span.TraceId,
            SpanId = span.SpanId,
            StartUnixNano = span.StartUnixNano,
            DurationMs = error == ToolFaults.NoResult ? null : span.DurationNano / NanosecondsPerMillisecond,
            Name = (aliases.ToolNameIsSpanName ? null : ToolName(attributes)) ?? span.Name,
            CallId = attributes.FirstText(GenAiAttributes.ToolCallId, AiSdkAttributes.ToolCallId, OpenInferenceAttributes.ToolId),
            Arguments = attributes.FirstText(
                GenAiAttributes.ToolCallArguments, AiSdkAttributes.ToolCallArguments, OpenInferenceAttributes.InputValue, OpenLlmetryAttributes.EntityInput),
            Result = attributes.FirstText(
                GenAiAttributes.ToolCallResult, AiSdkAttributes.ToolCallResult, OpenInferenceAttributes.OutputValue, OpenLlmetryAttributes.EntityOutput),
            ExitCode = exitCode,
            Success = Worked(span, exitCode, error),
            ErrorType = error,
            Source = attributes.Text(BenchAttributes.Source) ?? FactSources.Agent,
        };
    }

    private static string? ToolName(AttributeSet attributes) => attributes.FirstText(
        GenAiAttributes.ToolName, AiSdkAttributes.ToolCallName, OpenInferenceAttributes.ToolName, OpenLlmetryAttributes.EntityName);

    // A status left unset tells nothing: failed tools often leave it so.
    private static bool? Worked(SpanRecord span, int? exitCode, string? error)
    {
        if (error == ToolFaults.NoResult)
        {
            return null;
        }

        if (span.IsError || error is not null)
        {
            return false;
        }

        if (exitCode is { } code)
        {
            return code == 0;
        }

        return string.Equals(span.StatusCode, "Ok", StringComparison.Ordinal) ? true : null;
    }
}
