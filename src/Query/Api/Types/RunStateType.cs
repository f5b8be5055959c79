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
        Description = "State of a run.";
        Add("QUEUED", RunStates.Queued, "Waiting to start.");
        Add("RUNNING", RunStates.Running, "Started and not ended.");
        Add("FINISHED", RunStates.Finished, "Ended by itself.");
        Add("TIMED_OUT", RunStates.TimedOut, "Ended by its time limit.");
        Add("CANCELLED", RunStates.Cancelled, "Ended by a person.");
        Add("INFRASTRUCTURE_FAILED", RunStates.InfrastructureFailed, "Ended by a fault that is not the agent's.");
    }
}
