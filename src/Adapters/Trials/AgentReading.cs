using Tracing.Adapters.Agents;
using Tracing.Adapters.Agents.Output;
using Tracing.Adapters.Agents.Records;

namespace Tracing.Adapters.Trials;

/// <summary>Reads what an agent tells in one run: its standard output while it runs, and when it has ended what it left in its home.</summary>
/// <param name="agent">The agent.</param>
/// <param name="home">Its home on this machine.</param>
internal sealed class AgentReading(AgentDefinition agent, string home)
{
    private const int MostEvents = 50_000;

    /// <summary>Reads its standard output; null where that is no record.</summary>
    public IAgentOutputReader? Output { get; } = agent.ReadOutput();

    /// <summary>Adds what it left to what it printed.</summary>
    /// <param name="result">The agent, which has ended.</param>
    public CommandResult Complete(CommandResult result)
    {
        if (agent.ReadRecords(Output) is not { } reader)
        {
            return result;
        }

        AgentEvent[] found = [.. reader.Read(RecordFiles.Find(home, agent.Records)).Take(MostEvents)];
        return found.Length == 0 ? result : result with { Events = [.. result.Events.Concat(found).OrderBy(told => told.At)] };
    }
}
