using Tracing.Adapters.Proxy.Recording;
using Tracing.Scoring.Evidence;

namespace Tracing.Adapters.Trials;

/// <summary>The model calls of one run, added up. Safe for several threads.</summary>
public sealed class RunCalls
{
    private readonly Lock gate = new();
    private long calls;
    private long answered;
    private long prompt;
    private long completion;
    private bool unknown;
    private TimeSpan duration;

    /// <summary>Tokens so far: null where no call was seen, for an agent may have gone another way; and a count is null where a call did not tell it.</summary>
    public TokenTotals Tokens
    {
        get
        {
            lock (gate)
            {
                return unknown || calls == 0 ? new TokenTotals(null, null, calls) : new TokenTotals(prompt, completion, calls);
            }
        }
    }

    /// <summary>Calls that the model answered.</summary>
    public long Answered
    {
        get
        {
            lock (gate)
            {
                return answered;
            }
        }
    }

    /// <summary>How long all calls took together; null where none was seen.</summary>
    public TimeSpan? Duration
    {
        get
        {
            lock (gate)
            {
                return calls == 0 ? null : duration;
            }
        }
    }

    /// <summary>Adds a call.</summary>
    /// <param name="call">The call.</param>
    public void Add(RecordedCall call)
    {
        lock (gate)
        {
            calls++;
            duration += call.Duration;
            answered += call.ErrorType is null ? 1 : 0;
            prompt += call.Facts.PromptTokens ?? 0;
            completion += call.Facts.CompletionTokens ?? 0;

            // What was refused, or never reached the model, used nothing; any other call that tells no usage makes the sum unknown, also one that was cut off.
            bool isUnused = call.Status >= 400 || call.ErrorType == CallFaults.UpstreamUnreachable;
            unknown |= !isUnused && (call.Facts.PromptTokens is null || call.Facts.CompletionTokens is null);
        }
    }
}
