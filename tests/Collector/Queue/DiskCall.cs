namespace Tracing.Collector.Tests.Queue;

public enum DiskCallKind
{
    Read,
    Create,
    Write,
    Truncate,
    Sync,
    Rename,
    Delete,
    SyncFolder,
}

/// <summary>A call about to be made; <paramref name="Ordinal"/> counts those that change something, from 1.</summary>
public readonly record struct DiskCall(DiskCallKind Kind, string Path, int Ordinal);

public enum DiskFault
{
    /// <summary>The machine stops here; a write may have passed, unsynced.</summary>
    Crash,

    /// <summary>EIO.</summary>
    Error,

    /// <summary>ENOSPC before anything is done.</summary>
    NoSpace,

    /// <summary>ENOSPC after the first bytes of a write.</summary>
    ShortWrite,
}

/// <summary>What becomes of everything that was not synced.</summary>
public enum CrashPolicy
{
    /// <summary>All of it is lost.</summary>
    Lose,

    /// <summary>All of it is there: the process was killed, the machine was not.</summary>
    Keep,

    /// <summary>Each change is kept, lost or, if a write, torn at a sector; independently.</summary>
    Scatter,
}
