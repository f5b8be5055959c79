namespace Tracing.Collector.Queue;

/// <summary>
/// The queue cannot be opened: another process holds it, a symbolic link was planted, everyone may write to the folder,
/// or a newer version wrote it. Nothing was touched. Corruption never causes this.
/// </summary>
/// <param name="message">What is wrong and what to do.</param>
public sealed class QueueRefusedException(string message) : Exception(message);
