using System.Text.Json;
using Tracing.Adapters.Proxy.Recording;
using Tracing.Adapters.Telemetry.Otlp;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Proxy.Telemetry;

/// <summary>A tool call as a <c>tool_call</c> span. One without a result has no length and says so.</summary>
internal static class ToolSpan
{
    private const int InternalKind = 1;
    private const string Operation = "execute_tool";

    // What a client executes itself, by the GenAI conventions.
    private const string FunctionType = "function";

    /// <summary>Writes a span.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="call">The call.</param>
    /// <param name="run">The run it belongs to, or null.</param>
    public static void Write(Utf8JsonWriter writer, RecordedToolCall call, string? run)
    {
        string? error = call.Duration is null ? ToolFaults.NoResult : call.Outcome.Failed == true ? ToolFaults.ToolError : null;
        var span = new ProxySpan
        {
            Name = $"{Operation} {call.Name}",
            BenchKind = BenchSpanKinds.ToolCall,
            Kind = InternalKind,
            Run = run,
            Parent = call.Parent,
            Start = call.Start,
            Duration = call.Duration ?? TimeSpan.Zero,
            ErrorType = error,
            IsOk = call.Outcome.Failed == false,
        };
        span.Write(writer, w =>
        {
            OtlpAttributes.Write(w, GenAiAttributes.OperationName, Operation);
            OtlpAttributes.Write(w, GenAiAttributes.ToolName, call.Name);
            OtlpAttributes.Write(w, GenAiAttributes.ToolType, FunctionType);
            OtlpAttributes.Write(w, GenAiAttributes.ToolCallId, call.Id);
            OtlpAttributes.Write(w, StandardAttributes.ProcessExitCode, call.Outcome.ExitCode);
            OtlpAttributes.Write(w, GenAiAttributes.ToolCallArguments, call.Arguments);
            OtlpAttributes.Write(w, GenAiAttributes.ToolCallResult, call.Result);
        });
    }
}
