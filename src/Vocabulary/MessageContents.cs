namespace Tracing.Vocabulary;

/// <summary>
/// Where the words of prompts and answers stand: in attributes of the GenAI conventions, of the older forms of them, and of OpenInference, OpenLLMetry and the AI SDK.
/// What a tool was given and gave back is not among them.
/// </summary>
public static class MessageContents
{
    private const string EventPrefix = "gen_ai.";

    private static readonly HashSet<string> Keys = new(StringComparer.Ordinal)
    {
        GenAiAttributes.InputMessages, GenAiAttributes.OutputMessages, "gen_ai.system_instructions", "gen_ai.prompt", "gen_ai.completion", "gen_ai.content",
        "input.value", "output.value", "traceloop.entity.input", "traceloop.entity.output", "ai.prompt", "ai.response.text", "ai.response.object", "ai.response.reasoning",
        "prompt", "user_prompt", "llm.prompts", "llm.completions", "langfuse.observation.input", "langfuse.observation.output",
    };

    private static readonly string[] Prefixes =
        ["gen_ai.prompt.", "gen_ai.completion.", "gen_ai.content.", "llm.input_messages.", "llm.output_messages.", "llm.prompts.", "llm.completions.", "ai.prompt."];

    /// <summary>Whether an attribute holds such words.</summary>
    /// <param name="key">Its key.</param>
    public static bool IsAttribute(string key) => Keys.Contains(key) || Array.Exists(Prefixes, prefix => key.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Whether the body of a log record holds such words: a message that the GenAI conventions tell as an event.</summary>
    /// <param name="eventName">The record's event name.</param>
    public static bool IsEvent(string eventName) => eventName.StartsWith(EventPrefix, StringComparison.Ordinal);
}
