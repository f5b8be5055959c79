namespace Tracing.Adapters.Proxy.Recording;

/// <summary>Messages that are kept, without keys.</summary>
/// <param name="Json">A JSON array in the form of the GenAI conventions.</param>
/// <param name="IsCut">Whether more was said.</param>
public sealed record KeptContent(string Json, bool IsCut);
