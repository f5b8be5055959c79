using Tracing.Dialects.Records;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Conventions;

/// <summary>The kind of a span: its own word, else its GenAI operation. Names of spans are never read here.</summary>
public static class SpanKindReader
{
    /// <summary>The kind of a span.</summary>
    /// <param name="span">The span.</param>
    /// <returns>One of <see cref="BenchSpanKinds"/>, or null: the span is shown and folded.</returns>
    public static string? Of(SpanRecord span) => span.Attributes.Text(BenchAttributes.SpanKind) is { } own && BenchSpanKinds.All.Contains(own)
        ? own
        : OfOperation(span.Attributes.Text(GenAiAttributes.OperationName));

    /// <summary>The kind of a GenAI operation.</summary>
    /// <param name="operation">Value of <c>gen_ai.operation.name</c>.</param>
    /// <returns><c>model_call</c>, <c>tool_call</c> or null.</returns>
    public static string? OfOperation(string? operation) => operation switch
    {
        "chat" or "generate_content" or "text_completion" => BenchSpanKinds.ModelCall,
        "execute_tool" => BenchSpanKinds.ToolCall,
        _ => null,
    };
}
