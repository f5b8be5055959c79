namespace Tracing.Adapters.Sandboxes.Containers;

/// <summary>What is known of a container that has ended.</summary>
/// <param name="Id">Its id.</param>
/// <param name="OutOfMemory">Processes that were ended because its memory was used up.</param>
/// <param name="ProcessesRefused">How often a process or thread was refused because there were too many.</param>
public sealed record ContainerEnding(string Id, long OutOfMemory, long ProcessesRefused)
{
    /// <summary>Which limit was reached, as a short word and a sentence; null where none was.</summary>
    public (string Word, string Sentence)? LimitReached =>
        OutOfMemory > 0 ? ("memory_limit", $"The container's memory was used up: {OutOfMemory} process(es) were ended for it.")
        : ProcessesRefused > 0 ? ("process_limit", $"The container had as many processes as it may: {ProcessesRefused} more were refused.")
        : null;
}
