namespace Tracing.Vocabulary;

/// <summary>
/// GenAI semantic conventions (open-telemetry/semantic-conventions-genai, status Development) that this product reads,
/// with the deprecated names that are still in use.
/// </summary>
public static class GenAiAttributes
{
    /// <summary>chat, generate_content, execute_tool, invoke_agent …. String.</summary>
    public const string OperationName = "gen_ai.operation.name";

    /// <summary>The provider. String.</summary>
    public const string ProviderName = "gen_ai.provider.name";

    /// <summary>Deprecated name of the provider. String.</summary>
    public const string System = "gen_ai.system";

    /// <summary>The model asked for. String.</summary>
    public const string RequestModel = "gen_ai.request.model";

    /// <summary>The model that answered. String.</summary>
    public const string ResponseModel = "gen_ai.response.model";

    /// <summary>The response's id. String.</summary>
    public const string ResponseId = "gen_ai.response.id";

    /// <summary>Why generation ended. String array.</summary>
    public const string ResponseFinishReasons = "gen_ai.response.finish_reasons";

    /// <summary>Seconds until the first chunk. Double.</summary>
    public const string ResponseTimeToFirstChunk = "gen_ai.response.time_to_first_chunk";

    /// <summary>Prompt tokens. Int.</summary>
    public const string UsageInputTokens = "gen_ai.usage.input_tokens";

    /// <summary>Completion tokens. Int.</summary>
    public const string UsageOutputTokens = "gen_ai.usage.output_tokens";

    /// <summary>Prompt tokens read from a cache. Int.</summary>
    public const string UsageCacheReadInputTokens = "gen_ai.usage.cache_read.input_tokens";

    /// <summary>Prompt tokens written to a cache. Int.</summary>
    public const string UsageCacheCreationInputTokens = "gen_ai.usage.cache_creation.input_tokens";

    /// <summary>Completion tokens spent on reasoning. Int.</summary>
    public const string UsageReasoningOutputTokens = "gen_ai.usage.reasoning.output_tokens";

    /// <summary>Deprecated name of the prompt tokens. Int.</summary>
    public const string UsagePromptTokens = "gen_ai.usage.prompt_tokens";

    /// <summary>Deprecated name of the completion tokens. Int.</summary>
    public const string UsageCompletionTokens = "gen_ai.usage.completion_tokens";

    /// <summary>The conversation. String.</summary>
    public const string ConversationId = "gen_ai.conversation.id";

    /// <summary>Name of a tool. String.</summary>
    public const string ToolName = "gen_ai.tool.name";

    /// <summary>Type of a tool. String.</summary>
    public const string ToolType = "gen_ai.tool.type";

    /// <summary>Id of a tool call. String.</summary>
    public const string ToolCallId = "gen_ai.tool.call.id";

    /// <summary>Arguments of a tool call. JSON as string, or a map.</summary>
    public const string ToolCallArguments = "gen_ai.tool.call.arguments";

    /// <summary>Result of a tool call. JSON as string, or a map.</summary>
    public const string ToolCallResult = "gen_ai.tool.call.result";

    /// <summary>The messages that were sent to a model. JSON as string: an array of roles with parts.</summary>
    public const string InputMessages = "gen_ai.input.messages";

    /// <summary>The messages that a model answered with. JSON as string: an array of roles with parts.</summary>
    public const string OutputMessages = "gen_ai.output.messages";

    /// <summary>Name of an evaluation: an axis. String.</summary>
    public const string EvaluationName = "gen_ai.evaluation.name";

    /// <summary>Score of an evaluation; absent means not recorded. Double.</summary>
    public const string EvaluationScoreValue = "gen_ai.evaluation.score.value";

    /// <summary>Label of an evaluation. String.</summary>
    public const string EvaluationScoreLabel = "gen_ai.evaluation.score.label";

    /// <summary>Explanation of an evaluation. String.</summary>
    public const string EvaluationExplanation = "gen_ai.evaluation.explanation";
}
