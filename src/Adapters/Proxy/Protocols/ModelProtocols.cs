namespace Tracing.Adapters.Proxy.Protocols;

/// <summary>The protocols that are recorded.</summary>
public static class ModelProtocols
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IModelProtocol> All { get; } = [new ChatCompletions(), new Responses(), new AnthropicMessages(), new Gemini()];

    /// <summary>The protocol of a request, or null where it asks no model.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path without query.</param>
    public static IModelProtocol? Of(string method, string path) =>
        string.Equals(method, "POST", StringComparison.OrdinalIgnoreCase) ? All.FirstOrDefault(protocol => protocol.Recognises(path.TrimEnd('/'))) : null;
}
