namespace Tracing.Adapters.Proxy.Recording;

/// <summary>A tool that an answer asked the agent to use, once the answer has told all of it.</summary>
/// <param name="Id">The call's id; null where the protocol gave none.</param>
/// <param name="Name">The tool.</param>
/// <param name="Arguments">Its arguments as they came; null unless contents are kept.</param>
/// <param name="At">When the last piece of it came, since the asking call began.</param>
public sealed record AskedTool(string? Id, string Name, string? Arguments, TimeSpan At);
