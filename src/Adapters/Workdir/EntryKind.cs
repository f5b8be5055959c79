namespace Tracing.Adapters.Workdir;

/// <summary>What lies at a path of a working folder.</summary>
public enum EntryKind
{
    /// <summary>A regular file.</summary>
    File,

    /// <summary>A symbolic link; it is known by its target and never followed.</summary>
    Symlink,

    /// <summary>A socket, a pipe or a device; it is never opened.</summary>
    Special,

    /// <summary>A file or folder that is there and could not be read.</summary>
    Unreadable,
}
