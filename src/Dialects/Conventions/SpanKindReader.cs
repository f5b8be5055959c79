using Tracing.Dialects.Records;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Conventions;

/// <summary>
/// The kind of a span: its own word, else its GenAI operation, else what OpenInference, the Vercel AI SDK or OpenLLMetry call it.
/// Names of spans are never read here.
/// </summary>
public static class SpanKindReader
{
    private const string AiSdkToolCall = "ai.toolCall";

    /// <summary>The kind of a span.</summary>
    /// <param name="span">The span.</param>
    /// <returns>One of <see cref="BenchSpanKinds"/>, or null: the span is shown and folded.</returns>
    public static string? Of(SpanRecord span)
    {
        AttributeSet attributes = span.Attributes;
        return attributes.Text(BenchAttributes.SpanKind) is { } own && BenchSpanKinds.All.Contains(own)
            ? own
            : OfOperation(attributes.Text(GenAiAttributes.OperationName))
                ?? OfOpenInference(attributes.Text(OpenInferenceAttributes.SpanKind))
                ?? OfAiSdk(attributes.FirstText(AiSdkAttributes.OperationId, AiSdkAttributes.OperationName))
                ?? OfOpenLlmetry(attributes);
    }

    /// <summary>The kind of a GenAI operation.</summary>
    /// <param name="operation">Value of <c>gen_ai.operation.name</c>.</param>
    /// <returns><c>model_call</c>, <c>tool_call</c> or null.</returns>
    public static string? OfOperation(string? operation) => operation switch
    {
        "chat" or "generate_content" or "text_completion" => BenchSpanKinds.ModelCall,
        "execute_tool" => BenchSpanKinds.ToolCall,
        _ => null,
    };

    private static string? OfOpenInference(string? kind) => kind?.ToUpperInvariant() switch
    {
        "LLM" => BenchSpanKinds.ModelCall,
        "TOOL" => BenchSpanKinds.ToolCall,
        _ => null,
    };

    // ai.streamText is the whole loop and repeats the usage of its calls: only what the provider does is a call.
    private static string? OfAiSdk(string? operation)
    {
        if (operation is null || !operation.StartsWith("ai.", StringComparison.Ordinal))
        {
            return null;
        }

        int function = operation.IndexOf(' ', StringComparison.Ordinal);
        string name = function < 0 ? operation : operation[..function];
        return name switch
        {
            AiSdkToolCall => BenchSpanKinds.ToolCall,
            _ when name.EndsWith(".doGenerate", StringComparison.Ordinal) || name.EndsWith(".doStream", StringComparison.Ordinal) => BenchSpanKinds.ModelCall,
            _ => null,
        };
    }

    private static string? OfOpenLlmetry(AttributeSet attributes) =>
        attributes.Text(OpenLlmetryAttributes.SpanKind) == "tool" ? BenchSpanKinds.ToolCall
        : attributes.Text(OpenLlmetryAttributes.RequestType) is "chat" or "completion" ? BenchSpanKinds.ModelCall
        : null;
}
