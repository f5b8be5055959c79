namespace Tracing.Adapters.Import;

/// <summary>A collector refused a request for good, or could not be reached.</summary>
/// <param name="message">What happened.</param>
/// <param name="mayRetry">Whether the same request may be taken later: the collector was away or asked for patience.</param>
public sealed class OtlpSendException(string message, bool mayRetry = false) : Exception(message)
{
    /// <summary>Whether the same request may be taken later: the collector was away or asked for patience.</summary>
    public bool MayRetry { get; } = mayRetry;
}
