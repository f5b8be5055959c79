namespace Tracing.Collector.Queue;

/// <summary>The disk or the quota is exhausted. Some of the bytes may have been written.</summary>
/// <param name="message">The system's own words.</param>
/// <param name="inner">The system's error.</param>
public sealed class StorageFullException(string message, Exception? inner = null) : IOException(message, inner);
