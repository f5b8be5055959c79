using System.Text.Json;

namespace Tracing.Adapters.Agents.Output;

/// <summary>Reads as another does, and shows what was read at once.</summary>
/// <param name="reader">The other.</param>
/// <param name="watch">Is shown each event, in order.</param>
internal sealed class WatchedReader(IAgentOutputReader reader, Action<AgentEvent> watch) : IAgentOutputReader
{
    /// <inheritdoc/>
    public IEnumerable<AgentEvent> Read(JsonElement line, DateTimeOffset read) => reader.Read(line, read).Select(Shown);

    /// <inheritdoc/>
    public IEnumerable<AgentEvent> End(DateTimeOffset read) => reader.End(read).Select(Shown);

    private AgentEvent Shown(AgentEvent told)
    {
        watch(told);
        return told;
    }
}
