using System.Text.Json;

namespace Tracing.Adapters.ScriptedModel.Protocols;

/// <summary>A tool that a request declares.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">JSON schema of its parameters; undefined where the request gives none.</param>
public sealed record OfferedTool(string Name, JsonElement Parameters);
