namespace Tracing.Adapters.Workdir;

/// <summary>What a path is to the file system.</summary>
internal enum FileType
{
    /// <summary>A regular file.</summary>
    Regular,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A symbolic link.</summary>
    Link,

    /// <summary>A socket, a pipe or a device.</summary>
    Special,

    /// <summary>Something that may not be looked at.</summary>
    Unknown,
}
