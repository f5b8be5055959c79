using Tracing.Adapters.Agents.Output;

namespace Tracing.Adapters.Agents.Records;

/// <summary>Reads what an agent left in its home, when it has ended. What it does not know it leaves out.</summary>
public interface IAgentRecordReader
{
    /// <summary>Reads the files.</summary>
    /// <param name="files">Those that the agent's <see cref="AgentDefinition.Records"/> name, in ordinal order of their paths.</param>
    /// <returns>What they tell beside its output, in order.</returns>
    IEnumerable<AgentEvent> Read(IReadOnlyList<RecordFile> files);
}
