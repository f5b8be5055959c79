using Tracing.Adapters.Agents.Output;
using Tracing.Adapters.Agents.Records;
using Tracing.Adapters.Sandboxes;

namespace Tracing.Adapters.Agents;

/// <summary>One coding agent: how it is started without a user, and how its output is read. One file an agent: see <c>docs/agents.md</c>.</summary>
public abstract class AgentDefinition
{
    /// <summary>Its name on the command line and in <c>bench.agent.name</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The program, found on the search path.</summary>
    public abstract string Program { get; }

    /// <summary>How it is got: a package, or a page.</summary>
    public abstract string Source { get; }

    /// <summary>Which key its endpoint usually wants, where no <c>--key-env</c> is given.</summary>
    public virtual string KeyVariable => "OPENAI_API_KEY";

    /// <summary>The public endpoint that fits its protocol.</summary>
    public virtual Uri PublicEndpoint => new("https://api.openai.com");

    /// <summary>Arguments that make it print its version; empty where it has none.</summary>
    public virtual IReadOnlyList<string> VersionArguments => ["--version"];

    /// <summary>By what it is asked to end when its time is up; first by what lets it write down what it did, where SIGTERM does not.</summary>
    public virtual IReadOnlyList<EndSignal> EndSignals => [EndSignal.Terminate];

    /// <summary>How it is started.</summary>
    /// <param name="order">For what.</param>
    public abstract AgentLaunch Launch(AgentOrder order);

    /// <summary>A reader of its standard output for one run; null where that is no record.</summary>
    public virtual IAgentOutputReader? ReadOutput() => null;

    /// <summary>Files that it leaves in its home and that are read when it has ended: paths below it, in which <c>*</c> stands for any part of a name.</summary>
    public virtual IReadOnlyList<string> Records => [];

    /// <summary>A reader of those files for one run; null where there are none.</summary>
    /// <param name="output">The reader of the same run's standard output, which is at its end.</param>
    public virtual IAgentRecordReader? ReadRecords(IAgentOutputReader? output) => null;
}
