namespace Tracing.Dialects.Agents.GeminiCli;

/// <summary>How Gemini CLI and its descendants name what they tell of a model call.</summary>
/// <param name="Span">The call's span.</param>
/// <param name="Request">The event when the request leaves; carries the span's id.</param>
/// <param name="Response">The event when the answer has ended; carries the span's id or none.</param>
/// <param name="Error">The event when the call has failed.</param>
internal sealed record RequestNames(string Span, string Request, string Response, string Error);
