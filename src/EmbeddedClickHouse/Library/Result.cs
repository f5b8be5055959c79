using System.Runtime.InteropServices;

namespace Tracing.EmbeddedClickHouse.Library;

/// <summary>A result in the engine's memory, valid until disposed.</summary>
internal sealed unsafe class Result : IDisposable
{
    private Result(nint handle) => Handle = handle;

    /// <summary>The C handle.</summary>
    public nint Handle { get; private set; }

    /// <summary>The bytes of the result in its format.</summary>
    /// <exception cref="EngineException">The result has more than 2 GiB.</exception>
    public ReadOnlySpan<byte> Data
    {
        get
        {
            var length = LibChdb.ResultLength(Handle);
            return length > int.MaxValue
                ? throw new EngineException("Code: 396. DB::Exception: The result of one block or of a format that cannot be streamed is larger than 2 GiB. (TOO_MANY_ROWS_OR_BYTES)", 396)
                : new ReadOnlySpan<byte>(LibChdb.ResultBuffer(Handle), (int)length);
        }
    }

    /// <summary>What the engine counted.</summary>
    public QueryCounts Counts => new(
        LibChdb.ResultRowsRead(Handle), LibChdb.ResultBytesRead(Handle), LibChdb.ResultRowsWritten(Handle), LibChdb.ResultBytesWritten(Handle), LibChdb.ResultRows(Handle));

    /// <summary>Takes a handle and throws when it carries an error.</summary>
    public static Result Checked(nint handle)
    {
        var error = handle == 0 ? null : LibChdb.ResultError(handle);
        if (handle != 0 && error == null)
        {
            return new Result(handle);
        }

        var text = error == null ? "The engine gave no result." : Marshal.PtrToStringUTF8((nint)error)!;
        LibChdb.ResultDestroy(handle);
        throw EngineException.FromEngine(text);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Handle != 0)
        {
            LibChdb.ResultDestroy(Handle);
            Handle = 0;
        }
    }
}
