namespace Tracing.Adapters.Proxy.Recording;

/// <summary>A conversation up to a moment: a later request of it begins with the same items.</summary>
/// <param name="Items">How many items it had.</param>
/// <param name="Hash">Of all their bytes.</param>
public readonly record struct ConversationMark(int Items, int Hash);
