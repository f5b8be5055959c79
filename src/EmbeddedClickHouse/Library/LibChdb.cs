using System.Reflection;
using System.Runtime.InteropServices;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace Tracing.EmbeddedClickHouse.Library;

/// <summary>The C functions of libchdb 26.7 that this project calls. Lengths are in bytes, text is UTF-8.</summary>
internal static unsafe partial class LibChdb
{
    private const string Name = "chdb";
    private static readonly Lock Gate = new();
    private static nint library;

    /// <summary>Loads the library once a process and keeps .NET's signal handlers in force.</summary>
    /// <exception cref="EngineException">The platform has no library, or its file is missing.</exception>
    public static void Load()
    {
        lock (Gate)
        {
            if (library != 0)
            {
                return;
            }

            var path = LibraryPath.Find();

            // The engine takes its time zone from here alone; days and partitions must not depend on the host's.
            if (SetEnvironment("TZ", "UTC", 1) != 0)
            {
                throw new EngineException("The time zone of the embedded engine cannot be set.", 0);
            }

            using (SignalHandlers.Keep())
            {
                try
                {
                    library = NativeLibrary.Load(path);
                }
                catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
                {
                    throw new EngineException($"The embedded ClickHouse library {path} cannot be loaded: {e.Message}", 0, e);
                }

                NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), Resolve);
                SetSignalHandlersEnabled(0);
            }
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        name == Name ? library : 0;

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);

    [LibraryImport(Name, EntryPoint = "chdb_set_signal_handlers_enabled")]
    private static partial void SetSignalHandlersEnabled(int enabled);

    [LibraryImport(Name, EntryPoint = "chdb_connect")]
    public static partial nint* Connect(int argumentCount, byte** arguments);

    [LibraryImport(Name, EntryPoint = "chdb_close_conn")]
    public static partial void Close(nint* connection);

    [LibraryImport(Name, EntryPoint = "chdb_version")]
    public static partial byte* Version();

    [LibraryImport(Name, EntryPoint = "chdb_query_with_params_n")]
    public static partial nint Query(
        nint connection, byte* sql, nuint sqlLength, byte* format, nuint formatLength, byte** names, nuint* nameLengths, byte** values, nuint* valueLengths, nuint count);

    [LibraryImport(Name, EntryPoint = "chdb_stream_query_with_params_n")]
    public static partial nint StreamQuery(
        nint connection, byte* sql, nuint sqlLength, byte* format, nuint formatLength, byte** names, nuint* nameLengths, byte** values, nuint* valueLengths, nuint count);

    [LibraryImport(Name, EntryPoint = "chdb_stream_fetch_result")]
    public static partial nint StreamFetch(nint connection, nint stream);

    [LibraryImport(Name, EntryPoint = "chdb_stream_cancel_query")]
    public static partial void StreamCancel(nint connection, nint stream);

    [LibraryImport(Name, EntryPoint = "chdb_stream_insert_with_params_n")]
    public static partial nint InsertOpen(
        nint connection, byte* sql, nuint sqlLength, byte* format, nuint formatLength, byte** names, nuint* nameLengths, byte** values, nuint* valueLengths, nuint count);

    [LibraryImport(Name, EntryPoint = "chdb_stream_append")]
    public static partial int InsertAppend(nint insert, byte* data, nuint length);

    [LibraryImport(Name, EntryPoint = "chdb_stream_done")]
    public static partial nint InsertDone(nint insert);

    [LibraryImport(Name, EntryPoint = "chdb_stream_cancel_insert")]
    public static partial void InsertCancel(nint insert);

    [LibraryImport(Name, EntryPoint = "chdb_stream_insert_error")]
    public static partial byte* InsertError(nint insert);

    [LibraryImport(Name, EntryPoint = "chdb_destroy_insert_stream")]
    public static partial void InsertDestroy(nint insert);

    [LibraryImport(Name, EntryPoint = "chdb_destroy_query_result")]
    public static partial void ResultDestroy(nint result);

    [LibraryImport(Name, EntryPoint = "chdb_result_buffer")]
    public static partial byte* ResultBuffer(nint result);

    [LibraryImport(Name, EntryPoint = "chdb_result_length")]
    public static partial nuint ResultLength(nint result);

    [LibraryImport(Name, EntryPoint = "chdb_result_error")]
    public static partial byte* ResultError(nint result);

    [LibraryImport(Name, EntryPoint = "chdb_result_rows_read")]
    public static partial ulong ResultRows(nint result);

    [LibraryImport(Name, EntryPoint = "chdb_result_storage_rows_read")]
    public static partial ulong ResultRowsRead(nint result);

    [LibraryImport(Name, EntryPoint = "chdb_result_storage_bytes_read")]
    public static partial ulong ResultBytesRead(nint result);

    [LibraryImport(Name, EntryPoint = "chdb_result_rows_written")]
    public static partial ulong ResultRowsWritten(nint result);

    [LibraryImport(Name, EntryPoint = "chdb_result_bytes_written")]
    public static partial ulong ResultBytesWritten(nint result);

    [LibraryImport(Name, EntryPoint = "chdb_classify_query_n")]
    public static partial int Classify(
        nint connection, byte* sql, nuint sqlLength, byte* database, nuint databaseLength, QueryAnalysis* analysis);
}
