using GraphQL.Types;
using Tracing.Vocabulary;

namespace Tracing.Query.Api.Types;

/// <summary>The closed set of states of a run.</summary>
public sealed class RunStateType : EnumerationGraphType
{
    /// <summary>Declares the values.</summary>
    public RunStateType()
    {
        Name = "RunState";
        Description = "State of a run: told by the last bench.run.state event, else read from its root span. A closed set. Of a trial the newest run that is FINISHED or TIMED_OUT counts; the others are kept and shown.";
        Add("QUEUED", RunStates.Queued, "Waiting to start, as an event said. Does not count.");
        Add("RUNNING", RunStates.Running, "Started and not ended: its root span did not arrive yet, or an event said so. Does not count.");
        Add("FINISHED", RunStates.Finished, "Ended by itself, well or badly: what the agent did is for the scores to tell. Counts.");
        Add("TIMED_OUT", RunStates.TimedOut, "Ended by its time limit, as an event or bench.timed_out of its root span said. Counts.");
        Add("CANCELLED", RunStates.Cancelled, "Ended by a person. Does not count.");
        Add("INFRASTRUCTURE_FAILED", RunStates.InfrastructureFailed, "Ended by a fault that is not the agent's; stateReason says which. Does not count as a failure of the agent.");
    }
}
