namespace Tracing.Adapters.Proxy.Recording;

/// <summary>The result of a tool, as a request brings it to the model.</summary>
/// <param name="Id">The call's id, or null.</param>
/// <param name="Name">The tool, where the protocol repeats it.</param>
/// <param name="Failed">Whether it is marked as a failure; null where it is not marked either way.</param>
/// <param name="Content">Where its content's JSON stands in the body; empty where it has none.</param>
public readonly record struct ToolResult(string? Id, string? Name, bool? Failed, Range Content);
