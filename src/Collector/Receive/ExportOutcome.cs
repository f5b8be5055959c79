namespace Tracing.Collector.Receive;

/// <summary>What became of one export request; the transports only translate it.</summary>
/// <param name="Kind">Which row of <see cref="OutcomeTable"/> applies.</param>
/// <param name="Rejected">Records rejected, where the request was accepted.</param>
/// <param name="Message">Why, in English, for the sender's log; null where there is nothing to say.</param>
public readonly record struct ExportOutcome(OutcomeKind Kind, long Rejected = 0, string? Message = null)
{
    /// <summary>Accepted in full: the answer has no <c>partial_success</c>.</summary>
    public static ExportOutcome Ok => new(OutcomeKind.Accepted);

    /// <summary>The row of the table.</summary>
    internal OutcomeRow Row => OutcomeTable.Of(Kind);

    /// <summary>Whether the answer carries <c>partial_success</c>: records were rejected, or there is a warning.</summary>
    internal bool IsPartial => Kind == OutcomeKind.Accepted && (Rejected > 0 || Message is not null);
}
