namespace Tracing.Vocabulary;

/// <summary>
/// What agents call a session, beside <c>gen_ai.conversation.id</c>. Attributes of a record or of its resource, strings. Records that
/// name no run are bound by them to the run of the same session.
/// </summary>
public static class SessionAttributes
{
    /// <summary>The session. String.</summary>
    public const string SessionId = "session.id";

    /// <summary>The conversation, as Codex names it. String.</summary>
    public const string ConversationId = "conversation.id";

    /// <summary>Longest id that binds, bytes of UTF-8.</summary>
    public static int MostBytes => 256;

    /// <summary>All names of a session.</summary>
    public static IReadOnlyList<string> Names { get; } = [SessionId, GenAiAttributes.ConversationId, ConversationId];
}
