namespace Tracing.Vocabulary;

/// <summary>Names of OpenLLMetry (traceloop) beside the GenAI conventions that this product reads from agents of unknown make.</summary>
public static class OpenLlmetryAttributes
{
    /// <summary>tool is a tool call; workflow, task and agent are neither. String.</summary>
    public const string SpanKind = "traceloop.span.kind";

    /// <summary>Name of the workflow, task, agent or tool. String.</summary>
    public const string EntityName = "traceloop.entity.name";

    /// <summary>What went into a span; of a tool call its arguments. JSON as string.</summary>
    public const string EntityInput = "traceloop.entity.input";

    /// <summary>What came out of a span; of a tool call its result. JSON as string.</summary>
    public const string EntityOutput = "traceloop.entity.output";

    /// <summary>chat and completion are model calls; embedding and rerank are not. String.</summary>
    public const string RequestType = "llm.request.type";

    /// <summary>Prompt tokens read from a cache. Int.</summary>
    public const string UsageCacheReadInputTokens = "gen_ai.usage.cache_read_input_tokens";

    /// <summary>Prompt tokens written to a cache. Int.</summary>
    public const string UsageCacheCreationInputTokens = "gen_ai.usage.cache_creation_input_tokens";

    /// <summary>Completion tokens spent on reasoning. Int.</summary>
    public const string UsageReasoningTokens = "gen_ai.usage.reasoning_tokens";

    /// <summary>Why generation of the first choice ended. String.</summary>
    public const string CompletionFinishReason = "gen_ai.completion.0.finish_reason";
}
