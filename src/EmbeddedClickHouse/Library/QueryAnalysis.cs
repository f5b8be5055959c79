using System.Runtime.InteropServices;

namespace Tracing.EmbeddedClickHouse.Library;

/// <summary>What the engine's own parser says of a text, the struct <c>chdb_query_analysis_v1</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct QueryAnalysis
{
    /// <summary>Size of this struct in bytes; set before the call.</summary>
    public uint StructSize;

    /// <summary>Executable statements; 0 when the text is empty or does not parse.</summary>
    public uint StatementCount;

    /// <summary>Bit flags, not used here.</summary>
    public uint Flags;

    /// <summary>What the text does to lasting state.</summary>
    public QueryClass Class;
}

/// <summary>What a statement does to state that outlives it.</summary>
internal enum QueryClass : uint
{
    /// <summary>Nothing.</summary>
    ReadOnly = 0,

    /// <summary>Changes a database.</summary>
    Mutating = 1,

    /// <summary>Changes something beside the databases, such as a function or a user.</summary>
    MutatingGlobal = 2,

    /// <summary>Session changes, administration, writes outside the engine.</summary>
    Control = 3,

    /// <summary>The text does not parse.</summary>
    Unknown = 4,
}
