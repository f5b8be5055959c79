namespace Tracing.Vocabulary;

/// <summary>OpenInference semantic conventions (Arize-ai/openinference, <c>spec/</c>) that this product reads from agents of unknown make.</summary>
public static class OpenInferenceAttributes
{
    /// <summary>LLM is a model call, TOOL a tool call; CHAIN, AGENT and the others are neither. String.</summary>
    public const string SpanKind = "openinference.span.kind";

    /// <summary>The model. String.</summary>
    public const string ModelName = "llm.model_name";

    /// <summary>The model asked for, where it may differ from the one that answered. String.</summary>
    public const string RequestModelName = "llm.request.model_name";

    /// <summary>The model that answered, where it may differ from the one asked for. String.</summary>
    public const string ResponseModelName = "llm.response.model_name";

    /// <summary>Who hosts the model. String.</summary>
    public const string Provider = "llm.provider";

    /// <summary>Whose model it is. String.</summary>
    public const string System = "llm.system";

    /// <summary>Prompt tokens. Int.</summary>
    public const string TokenCountPrompt = "llm.token_count.prompt";

    /// <summary>Completion tokens. Int.</summary>
    public const string TokenCountCompletion = "llm.token_count.completion";

    /// <summary>Prompt tokens read from a cache. Int.</summary>
    public const string TokenCountCacheRead = "llm.token_count.prompt_details.cache_read";

    /// <summary>Prompt tokens written to a cache. Int.</summary>
    public const string TokenCountCacheWrite = "llm.token_count.prompt_details.cache_write";

    /// <summary>Completion tokens spent on reasoning. Int.</summary>
    public const string TokenCountReasoning = "llm.token_count.completion_details.reasoning";

    /// <summary>Why generation ended. String.</summary>
    public const string FinishReason = "llm.finish_reason";

    /// <summary>Name of a tool. String.</summary>
    public const string ToolName = "tool.name";

    /// <summary>Id of a tool call. String.</summary>
    public const string ToolId = "tool.id";

    /// <summary>What went into a span; of a tool call its arguments. String, often JSON.</summary>
    public const string InputValue = "input.value";

    /// <summary>What came out of a span; of a tool call its result. String, often JSON.</summary>
    public const string OutputValue = "output.value";
}
