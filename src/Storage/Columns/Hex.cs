using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tracing.Storage.Columns;

/// <summary>Lowercase hex of sixteen bytes at once.</summary>
internal static class Hex
{
    /// <summary>The sixteen digits of bytes 0 to 7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Low(Vector128<byte> bytes) =>
        Digits(Vector128.Shuffle(bytes, Vector128.Create((byte)0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7)));

    /// <summary>The sixteen digits of bytes 8 to 15.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> High(Vector128<byte> bytes) =>
        Digits(Vector128.Shuffle(bytes, Vector128.Create((byte)8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13, 14, 14, 15, 15)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Digits(Vector128<byte> doubled)
    {
        Vector128<byte> nibble = Vector128.Create((byte)15);
        Vector128<byte> high = Vector128.ShiftRightLogical(doubled.AsUInt16(), 4).AsByte() & nibble;
        Vector128<byte> even = Vector128.Create((ushort)0x00ff).AsByte();
        Vector128<byte> index = Vector128.ConditionalSelect(even, high, doubled & nibble);
        return Vector128.Shuffle(Vector128.Create("0123456789abcdef"u8), index);
    }
}
