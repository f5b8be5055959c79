namespace Tracing.Adapters.Import;

/// <summary>A collector refused a request for good, or could not be reached.</summary>
/// <param name="message">What happened.</param>
public sealed class OtlpSendException(string message) : Exception(message);
