using System.Runtime.InteropServices;

namespace Tracing.EmbeddedClickHouse.Library;

/// <summary>An open INSERT. Disposing before <see cref="Finish"/> gives it up.</summary>
internal sealed unsafe class InsertStream : IDisposable
{
    private nint handle;

    private InsertStream(nint handle) => this.handle = handle;

    /// <summary>Takes a handle and throws when it carries an error.</summary>
    public static InsertStream Checked(nint handle)
    {
        var insert = new InsertStream(handle);
        try
        {
            insert.ThrowIfFailed("The engine did not open the insert.", handle == 0);
            return insert;
        }
        catch
        {
            insert.Dispose();
            throw;
        }
    }

    /// <summary>Gives the engine the next bytes; blocks while it is behind. The bytes are copied.</summary>
    public void Append(ReadOnlySpan<byte> data)
    {
        fixed (byte* bytes = data)
        {
            var failed = LibChdb.InsertAppend(handle, bytes, (nuint)data.Length) != 0;
            ThrowIfFailed("The engine ended the insert.", failed);
        }
    }

    /// <summary>Ends the data; returns when the rows are written.</summary>
    public Result Finish() => Result.Checked(LibChdb.InsertDone(handle));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (handle != 0)
        {
            LibChdb.InsertDestroy(handle);
            handle = 0;
        }
    }

    private void ThrowIfFailed(string otherwise, bool failed)
    {
        var error = LibChdb.InsertError(handle);
        if (error != null)
        {
            throw EngineException.FromEngine(Marshal.PtrToStringUTF8((nint)error)!);
        }

        if (failed)
        {
            throw new EngineException(otherwise, 0);
        }
    }
}
