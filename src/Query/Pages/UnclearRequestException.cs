namespace Tracing.Query.Pages;

/// <summary>An address that cannot be answered as it is written; the message tells its reader what to change.</summary>
/// <param name="sentence">What to change.</param>
public sealed class UnclearRequestException(string sentence) : Exception(sentence);
