namespace Tracing.Vocabulary;

/// <summary>Names of the Vercel AI SDK's telemetry that this product reads from agents of unknown make, of all its generations.</summary>
public static class AiSdkAttributes
{
    /// <summary>What a span is: <c>ai.streamText.doStream</c>, <c>ai.toolCall</c> …. String.</summary>
    public const string OperationId = "ai.operationId";

    /// <summary>The same with the name of the calling function behind it. String.</summary>
    public const string OperationName = "operation.name";

    /// <summary>The model asked for. String.</summary>
    public const string ModelId = "ai.model.id";

    /// <summary>The provider. String.</summary>
    public const string ModelProvider = "ai.model.provider";

    /// <summary>The model that answered. String.</summary>
    public const string ResponseModel = "ai.response.model";

    /// <summary>The response's id. String.</summary>
    public const string ResponseId = "ai.response.id";

    /// <summary>Why generation ended. String.</summary>
    public const string ResponseFinishReason = "ai.response.finishReason";

    /// <summary>Milliseconds until the first chunk. Double.</summary>
    public const string ResponseMsToFirstChunk = "ai.response.msToFirstChunk";

    /// <summary>Prompt tokens. Int.</summary>
    public const string UsageInputTokens = "ai.usage.inputTokens";

    /// <summary>Prompt tokens, as the generations before 5 name them. Int.</summary>
    public const string UsagePromptTokens = "ai.usage.promptTokens";

    /// <summary>Completion tokens. Int.</summary>
    public const string UsageOutputTokens = "ai.usage.outputTokens";

    /// <summary>Completion tokens, as the generations before 5 name them. Int.</summary>
    public const string UsageCompletionTokens = "ai.usage.completionTokens";

    /// <summary>Prompt tokens read from a cache. Int.</summary>
    public const string UsageCachedInputTokens = "ai.usage.cachedInputTokens";

    /// <summary>Prompt tokens read from a cache, as generation 6 names them. Int.</summary>
    public const string UsageCacheReadTokens = "ai.usage.inputTokenDetails.cacheReadTokens";

    /// <summary>Prompt tokens written to a cache, as generation 6 names them. Int.</summary>
    public const string UsageCacheWriteTokens = "ai.usage.inputTokenDetails.cacheWriteTokens";

    /// <summary>Completion tokens spent on reasoning. Int.</summary>
    public const string UsageReasoningTokens = "ai.usage.reasoningTokens";

    /// <summary>Completion tokens spent on reasoning, as generation 6 names them. Int.</summary>
    public const string UsageReasoningDetailTokens = "ai.usage.outputTokenDetails.reasoningTokens";

    /// <summary>Name of a tool. String.</summary>
    public const string ToolCallName = "ai.toolCall.name";

    /// <summary>Id of a tool call. String.</summary>
    public const string ToolCallId = "ai.toolCall.id";

    /// <summary>Arguments of a tool call. JSON as string.</summary>
    public const string ToolCallArguments = "ai.toolCall.args";

    /// <summary>Result of a tool call. JSON as string.</summary>
    public const string ToolCallResult = "ai.toolCall.result";
}
