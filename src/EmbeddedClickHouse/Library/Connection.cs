using System.Runtime.InteropServices;
using System.Text;

namespace Tracing.EmbeddedClickHouse.Library;

/// <summary>One connection to the engine. It does one thing at a time; its calls block the calling thread.</summary>
internal sealed unsafe class Connection : IDisposable
{
    private readonly nint* handle;
    private bool closed;

    private Connection(nint* handle) => this.handle = handle;

    private nint Raw => *handle;

    /// <summary>Connects; the first connection of the process opens the data folder.</summary>
    /// <param name="arguments">Command line of the engine, without the program name.</param>
    /// <exception cref="EngineException">The engine did not open.</exception>
    public static Connection Open(params ReadOnlySpan<string> arguments)
    {
        LibChdb.Load();
        using var argv = new Utf8Array(["clickhouse", .. arguments]);
        using (SignalHandlers.Keep())
        {
            var handle = LibChdb.Connect(argv.Count, argv.Pointers);
            return handle == null || *handle == 0
                ? throw new EngineException("The embedded engine did not open.", 0)
                : new Connection(handle);
        }
    }

    /// <summary>Runs one statement to its end and gives the whole result.</summary>
    public Result Query(ReadOnlySpan<byte> sql, string format, Parameters parameters)
    {
        var name = Encoding.UTF8.GetBytes(format);
        using var p = new NativeParameters(parameters);
        fixed (byte* text = sql, f = name)
        {
            return Result.Checked(LibChdb.Query(Raw, text, (nuint)sql.Length, f, (nuint)name.Length, p.Names, p.NameLengths, p.Values, p.ValueLengths, p.Count));
        }
    }

    /// <summary>Runs one statement of our own, without parameters, and gives its text.</summary>
    public string Text(string sql)
    {
        using var result = Query(Encoding.UTF8.GetBytes(sql), "TSVRaw", Parameters.None);
        return Encoding.UTF8.GetString(result.Data);
    }

    /// <summary>Starts a query whose result is fetched chunk by chunk with <see cref="Fetch"/>.</summary>
    public Result OpenStream(ReadOnlySpan<byte> sql, string format, Parameters parameters)
    {
        var name = Encoding.UTF8.GetBytes(format);
        using var p = new NativeParameters(parameters);
        fixed (byte* text = sql, f = name)
        {
            return Result.Checked(LibChdb.StreamQuery(Raw, text, (nuint)sql.Length, f, (nuint)name.Length, p.Names, p.NameLengths, p.Values, p.ValueLengths, p.Count));
        }
    }

    /// <summary>The next chunk of a streamed query; an empty one is the end.</summary>
    public Result Fetch(Result stream) => Result.Checked(LibChdb.StreamFetch(Raw, stream.Handle));

    /// <summary>Gives up a streamed query before its end.</summary>
    public void Cancel(Result stream) => LibChdb.StreamCancel(Raw, stream.Handle);

    /// <summary>Opens an INSERT whose data is appended afterwards and never parsed as SQL.</summary>
    public InsertStream OpenInsert(ReadOnlySpan<byte> head, string format, Parameters parameters)
    {
        var name = Encoding.UTF8.GetBytes(format);
        using var p = new NativeParameters(parameters);
        fixed (byte* text = head, f = name)
        {
            return InsertStream.Checked(LibChdb.InsertOpen(Raw, text, (nuint)head.Length, f, (nuint)name.Length, p.Names, p.NameLengths, p.Values, p.ValueLengths, p.Count));
        }
    }

    /// <summary>Asks the engine's parser what a text is, without running it.</summary>
    public QueryAnalysis Classify(ReadOnlySpan<byte> sql)
    {
        var analysis = new QueryAnalysis { StructSize = (uint)sizeof(QueryAnalysis) };
        fixed (byte* text = sql)
        {
            return LibChdb.Classify(Raw, text, (nuint)sql.Length, null, 0, &analysis) == 0
                ? analysis
                : throw new EngineException("The engine could not analyse the statement.", 0);
        }
    }

    /// <summary>The engine's version, for example 26.7.3.1.</summary>
    public static string Version() => Marshal.PtrToStringUTF8((nint)LibChdb.Version()) ?? "";

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!closed)
        {
            closed = true;
            using (SignalHandlers.Keep())
            {
                LibChdb.Close(handle);
            }
        }
    }
}
