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

    /// <summary>Tokens so far: a count is null where one of the answers did not tell it.</summary>
    public TokenTotals Tokens
    {
        get
        {
            lock (gate)
            {
                return unknown ? new TokenTotals(null, null, calls) : new TokenTotals(prompt, completion, calls);
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

    /// <summary>How long all calls took together.</summary>
    public TimeSpan Duration
    {
        get
        {
            lock (gate)
            {
                return duration;
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

            // What was refused used nothing; an answer that tells no usage makes the sum unknown.
            unknown |= call.ErrorType is null && (call.Facts.PromptTokens is null || call.Facts.CompletionTokens is null);
        }
    }
}
