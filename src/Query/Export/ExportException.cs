namespace Tracing.Query.Export;

/// <summary>An export cannot be made, and the user can do something about it; the message says what.</summary>
/// <param name="message">What is wrong.</param>
public sealed class ExportException(string message) : Exception(message);
