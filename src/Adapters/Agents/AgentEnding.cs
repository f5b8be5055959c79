using Tracing.Adapters.Agents.Output;

namespace Tracing.Adapters.Agents;

/// <summary>What an agent left behind when it ended. Its exit code alone is weak evidence: many end with 0 after the model refused them.</summary>
/// <param name="ExitCode">The exit code; null where it was ended.</param>
/// <param name="Events">What its output told, in order.</param>
public sealed record AgentEnding(int? ExitCode, IReadOnlyList<AgentEvent> Events)
{
    /// <summary>Why it failed by its own account; null where it does not say so, or went on with success afterwards.</summary>
    public string? Failure => Events.LastOrDefault(told => told is AgentFailed or AgentRecovered) is AgentFailed failed ? failed.Message : null;

    /// <summary>Its last words, which a refusal is looked for in; null where it told none.</summary>
    public string? FinalText
    {
        get
        {
            var pieces = new Stack<string>();
            foreach (AgentSaid said in Events.OfType<AgentSaid>().Reverse())
            {
                pieces.Push(said.Text);
                if (!said.Continues)
                {
                    break;
                }
            }

            return pieces.Count == 0 ? null : string.Concat(pieces);
        }
    }
}
