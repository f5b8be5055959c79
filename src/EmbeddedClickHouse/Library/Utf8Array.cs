using System.Runtime.InteropServices;
using System.Text;

namespace Tracing.EmbeddedClickHouse.Library;

/// <summary>Texts as an array of NUL-terminated UTF-8 strings in native memory, with their lengths in bytes.</summary>
internal sealed unsafe class Utf8Array : IDisposable
{
    private readonly byte** pointers;
    private readonly nuint* lengths;

    /// <summary>Copies the texts.</summary>
    public Utf8Array(IReadOnlyList<string> texts)
    {
        Count = texts.Count;
        pointers = (byte**)NativeMemory.AllocZeroed((nuint)(Count + 1), (nuint)sizeof(byte*));
        lengths = (nuint*)NativeMemory.AllocZeroed((nuint)(Count + 1), (nuint)sizeof(nuint));
        for (var i = 0; i < Count; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(texts[i]);
            pointers[i] = (byte*)NativeMemory.Alloc((nuint)bytes.Length + 1);
            bytes.CopyTo(new Span<byte>(pointers[i], bytes.Length));
            pointers[i][bytes.Length] = 0;
            lengths[i] = (nuint)bytes.Length;
        }
    }

    /// <summary>How many.</summary>
    public int Count { get; }

    /// <summary>The strings; a null pointer follows the last.</summary>
    public byte** Pointers => pointers;

    /// <summary>Their lengths.</summary>
    public nuint* Lengths => lengths;

    /// <inheritdoc/>
    public void Dispose()
    {
        for (var i = 0; i < Count; i++)
        {
            NativeMemory.Free(pointers[i]);
        }

        NativeMemory.Free(pointers);
        NativeMemory.Free(lengths);
    }
}
