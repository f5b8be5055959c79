namespace Tracing.Collector.Insert;

/// <summary>What a replay of set-aside frames did.</summary>
/// <param name="Replayed">Frames that are in the queue again.</param>
/// <param name="Unreadable">Frames whose file is damaged or gone; left where they are.</param>
/// <param name="Left">Frames not tried because the queue is full or failed; run it again.</param>
public readonly record struct ReplayResult(int Replayed, int Unreadable, int Left);
