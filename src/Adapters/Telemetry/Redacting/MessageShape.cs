namespace Tracing.Adapters.Telemetry.Redacting;

/// <summary>Which fields of a Protobuf message hold text, and which hold messages that do. All others cannot hold what has to be hidden.</summary>
/// <param name="texts">Numbers of the fields of type <c>string</c> or <c>bytes</c>; ids are none of them.</param>
internal sealed class MessageShape(params int[] texts)
{
    private readonly Dictionary<int, MessageShape> messages = [];

    /// <summary>Whether a field holds text.</summary>
    /// <param name="field">Its number.</param>
    public bool IsText(int field) => texts.Contains(field);

    /// <summary>The message that a field holds; null where it holds none.</summary>
    /// <param name="field">Its number.</param>
    public MessageShape? MessageAt(int field) => messages.GetValueOrDefault(field);

    /// <summary>Adds a field that holds a message.</summary>
    /// <param name="field">Its number.</param>
    /// <param name="message">The message.</param>
    public MessageShape With(int field, MessageShape message)
    {
        messages[field] = message;
        return this;
    }
}
