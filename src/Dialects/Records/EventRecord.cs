namespace Tracing.Dialects.Records;

/// <summary>An event of a span.</summary>
/// <param name="UnixNano">Time, nanoseconds since 1970.</param>
/// <param name="Name">The name.</param>
/// <param name="Attributes">Its attributes.</param>
public sealed record EventRecord(long UnixNano, string Name, AttributeSet Attributes);
