using System.Text.Json;

namespace Tracing.Adapters.Agents.Output;

/// <summary>The one line that Continue prints when it is done.</summary>
internal sealed class ContinueOutput : IAgentOutputReader
{
    public IEnumerable<AgentEvent> Read(JsonElement line, DateTimeOffset read)
    {
        if (line.Text("response") is { Length: > 0 } text)
        {
            yield return new AgentSaid(read, text);
        }

        if (line.Text("status") is { } status)
        {
            yield return status == "success" ? new AgentRecovered(read) : new AgentFailed(read, line.Text("message") ?? line.Text("error") ?? status);
        }
    }
}
