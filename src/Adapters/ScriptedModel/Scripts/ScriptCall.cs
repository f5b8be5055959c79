using System.Text.Json.Nodes;

namespace Tracing.Adapters.ScriptedModel.Scripts;

/// <summary>A tool call: either a shell command, fitted to whatever shell tool the agent offers, or a named tool.</summary>
public sealed record ScriptCall
{
    /// <summary>A shell command. The tool and the shape of its arguments are taken from the agent's own declaration.</summary>
    public string? Shell { get; init; }

    /// <summary>Names of the tool in different agents: the first that is offered is called.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Arguments of the named tool.</summary>
    public JsonObject? Arguments { get; init; }
}
