using System.Text.Json;

namespace Tracing.Adapters.Agents.Output;

/// <summary>Reads the JSON lines that an agent prints. What it does not know it leaves out: agents add kinds of lines with every version.</summary>
public interface IAgentOutputReader
{
    /// <summary>Reads a line.</summary>
    /// <param name="line">A JSON object.</param>
    /// <param name="read">When the line came.</param>
    /// <returns>What it tells, in order; nothing where it tells nothing of use.</returns>
    IEnumerable<AgentEvent> Read(JsonElement line, DateTimeOffset read);

    /// <summary>The output is at its end.</summary>
    /// <param name="read">When.</param>
    /// <returns>What that tells; nothing for most.</returns>
    IEnumerable<AgentEvent> End(DateTimeOffset read) => [];
}
