using System.Text.Json.Nodes;

namespace Tracing.Adapters.ScriptedModel.Protocols;

/// <summary>One server-sent event.</summary>
/// <param name="Name">The <c>event:</c> line, or null for none.</param>
/// <param name="Data">The <c>data:</c> line.</param>
public sealed record ServerEvent(string? Name, string Data)
{
    /// <summary>An event that carries JSON.</summary>
    public static ServerEvent Of(string? name, JsonObject data) => new(name, data.ToJsonString());
}
