using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Tracing.Storage.Columns;

/// <summary>
/// Growing native memory for one segment. Appends do not check for room: the caller ensures it once for many
/// (<see cref="Ensure"/>). <see cref="Padding"/> bytes past the capacity belong to the buffer, so that an append may
/// store whole vectors. Not safe for concurrent use.
/// </summary>
public sealed unsafe class ColumnBuffer : IDisposable
{
    /// <summary>Bytes past the end that may be read and written.</summary>
    public const int Padding = 64;

    /// <summary>No buffer grows beyond this many bytes.</summary>
    public const long MaxBytes = 1L << 30;

    private const int InitialBytes = 4096;
    private const int RetainedBytes = 1 << 20;

    private byte* _start;
    private nint _length;
    private nint _capacity;

    /// <summary>Makes a buffer of a few KiB.</summary>
    public ColumnBuffer()
    {
        _capacity = InitialBytes;
        _start = (byte*)NativeMemory.AllocZeroed(InitialBytes + Padding);
    }

    /// <summary>Frees what nobody disposed of.</summary>
    ~ColumnBuffer() => Free();

    /// <summary>The first byte. Moves when the buffer grows.</summary>
    public byte* Start
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _start;
    }

    /// <summary>Where the next append goes.</summary>
    public byte* End
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _start + _length;
    }

    /// <summary>Bytes written.</summary>
    public nint Length
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _length;
    }

    /// <summary>The bytes written.</summary>
    public ReadOnlySpan<byte> Written => new(_start, (int)_length);

    /// <summary>Makes room for that many bytes and the padding.</summary>
    /// <param name="count">Bytes to come.</param>
    /// <exception cref="ColumnOverflowException">The buffer would pass <see cref="MaxBytes"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Ensure(nint count)
    {
        if (_capacity - _length < count)
        {
            Grow(count);
        }
    }

    /// <summary>Counts bytes that were written at <see cref="End"/>.</summary>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance(nint count) => _length += count;

    /// <summary>Takes back everything after that length.</summary>
    /// <param name="length">The length to return to.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Truncate(nint length) => _length = length;

    /// <summary>Empties the buffer, and gives back memory that only an unusual request needed.</summary>
    public void Reset()
    {
        _length = 0;
        if (_capacity > RetainedBytes)
        {
            _start = (byte*)NativeMemory.Realloc(_start, RetainedBytes + Padding);
            _capacity = RetainedBytes;
        }
    }

    /// <summary>Appends one byte; room is ensured.</summary>
    /// <param name="value">The byte.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AppendByte(byte value) => _start[_length++] = value;

    /// <summary>Appends four bytes, little endian; room is ensured.</summary>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AppendUInt32(uint value)
    {
        Unsafe.WriteUnaligned(_start + _length, BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value));
        _length += sizeof(uint);
    }

    /// <summary>Appends eight bytes, little endian; makes its own room.</summary>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AppendInt64(long value)
    {
        Ensure(sizeof(long));
        Unsafe.WriteUnaligned(_start + _length, BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value));
        _length += sizeof(long);
    }

    /// <summary>Appends sixteen bytes, little endian; makes its own room.</summary>
    /// <param name="value">The value.</param>
    public void AppendUInt128(UInt128 value)
    {
        Ensure(16);
        BinaryPrimitives.WriteUInt128LittleEndian(new Span<byte>(_start + _length, 16), value);
        _length += 16;
    }

    /// <summary>Appends a varint of at most ten bytes; room is ensured.</summary>
    /// <param name="value">The value.</param>
    public void AppendVarint(ulong value)
    {
        while (value >= 0x80)
        {
            _start[_length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _start[_length++] = (byte)value;
    }

    /// <summary>Appends a varint; makes its own room.</summary>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AppendCount(ulong value)
    {
        Ensure(10);
        AppendVarint(value);
    }

    /// <summary>Appends the bytes of another buffer; makes its own room.</summary>
    /// <param name="other">The buffer to copy.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AppendAll(ColumnBuffer other) => AppendPadded(other._start, other._length);

    /// <summary>Appends bytes whose source may be read <see cref="Padding"/> bytes beyond its end; makes its own room.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="count">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AppendPadded(byte* source, nint count)
    {
        Ensure(count);
        CopyPadded(source, _start + _length, count);
        _length += count;
    }

    /// <summary>Appends bytes; makes its own room.</summary>
    /// <param name="bytes">The bytes.</param>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        Ensure(bytes.Length);
        bytes.CopyTo(new Span<byte>(_start + _length, bytes.Length));
        _length += bytes.Length;
    }

    /// <summary>Appends a string, its length before its bytes; makes its own room.</summary>
    /// <param name="text">UTF-8.</param>
    public void AppendString(ReadOnlySpan<byte> text)
    {
        Ensure(text.Length + 10);
        AppendVarint((ulong)text.Length);
        text.CopyTo(new Span<byte>(_start + _length, text.Length));
        _length += text.Length;
    }

    /// <summary>
    /// Appends a string if it is pure ASCII; room for its length and ten bytes is ensured, and its source may be read
    /// <see cref="Padding"/> bytes beyond its end.
    /// </summary>
    /// <param name="source">The string.</param>
    /// <param name="count">Its bytes.</param>
    /// <returns>False, with nothing appended, where a byte is not ASCII.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryAppendAscii(byte* source, nint count)
    {
        byte* target = _start + _length;
        if (count <= Vector256<byte>.Count)
        {
            Vector256<byte> bytes = Vector256.Load(source);
            target[0] = (byte)count;
            bytes.Store(target + 1);
            if ((bytes.ExtractMostSignificantBits() & ((1UL << (int)count) - 1)) != 0)
            {
                return false;
            }

            _length += count + 1;
            return true;
        }

        return TryAppendLongAscii(source, count);
    }

    /// <summary>Appends a signed number as decimal text with its length; room for 22 bytes is ensured.</summary>
    /// <param name="value">The number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AppendDecimal(long value)
    {
        byte* target = _start + _length;
        if ((ulong)value < 10)
        {
            target[0] = 1;
            target[1] = (byte)('0' + value);
            _length += 2;
            return;
        }

        value.TryFormat(new Span<byte>(target + 1, 21), out int written, default, CultureInfo.InvariantCulture);
        target[0] = (byte)written;
        _length += written + 1;
    }

    /// <summary>Appends a number as the shortest text that reads back to it, with its length; room for 33 bytes is ensured.</summary>
    /// <param name="value">The number; <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c> are words.</param>
    public void AppendDouble(double value)
    {
        byte* target = _start + _length;
        int written = DecimalText.Write(target + 1, value);
        target[0] = (byte)written;
        _length += written + 1;
    }

    /// <summary>Appends sixteen bytes as hex with its length; room for 33 bytes is ensured.</summary>
    /// <param name="source">Sixteen bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AppendHex16(byte* source)
    {
        byte* target = _start + _length;
        Vector128<byte> bytes = Vector128.Load(source);
        *target = 32;
        Hex.Low(bytes).Store(target + 1);
        Hex.High(bytes).Store(target + 17);
        _length += 33;
    }

    /// <summary>Appends eight bytes as hex with its length; room for 17 bytes is ensured.</summary>
    /// <param name="source">Eight bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AppendHex8(byte* source)
    {
        byte* target = _start + _length;
        *target = 16;
        Hex.Low(Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(source)).AsByte()).Store(target + 1);
        _length += 17;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyPadded(byte* source, byte* target, nint count)
    {
        if (count > 512)
        {
            Buffer.MemoryCopy(source, target, count, count);
            return;
        }

        // A last partial vector is copied whole: both sides are padded.
        for (nint i = 0; i < count; i += Vector256<byte>.Count)
        {
            Vector256.Load(source + i).Store(target + i);
        }
    }

    private bool TryAppendLongAscii(byte* source, nint count)
    {
        nint start = _length;
        AppendVarint((ulong)count);
        byte* target = _start + _length;
        Vector256<byte> seen = Vector256<byte>.Zero;
        nint i = 0;
        for (; i + Vector256<byte>.Count <= count; i += Vector256<byte>.Count)
        {
            Vector256<byte> bytes = Vector256.Load(source + i);
            bytes.Store(target + i);
            seen |= bytes;
        }

        Vector256<byte> last = Vector256.Load(source + i);
        last.Store(target + i);
        ulong high = last.ExtractMostSignificantBits() & ((1UL << (int)(count - i)) - 1);
        if ((seen.ExtractMostSignificantBits() | high) != 0)
        {
            _length = start;
            return false;
        }

        _length += count;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(nint count)
    {
        long wanted = Math.Max((long)_capacity * 2, (long)_length + count);
        if ((long)_length + count > MaxBytes)
        {
            throw new ColumnOverflowException((long)_length + count);
        }

        nint capacity = (nint)Math.Min(wanted, MaxBytes);
        _start = (byte*)NativeMemory.Realloc(_start, (nuint)capacity + Padding);
        _capacity = capacity;
    }

    private void Free()
    {
        NativeMemory.Free(_start);
        _start = null;
        _length = 0;
        _capacity = 0;
    }
}
