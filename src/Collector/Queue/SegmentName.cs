using System.Globalization;

namespace Tracing.Collector.Queue;

/// <summary>
/// <c>segment-NUMBER-SALT.seg</c>: number and salt stand in the name as well as in the header,
/// so that a damaged header costs no frame.
/// </summary>
/// <param name="Number">Rises by one from segment to segment; the upper half of every sequence in it.</param>
/// <param name="Salt">Random, repeated in every frame header.</param>
internal readonly record struct SegmentName(uint Number, ulong Salt)
{
    private const string Prefix = "segment-";
    private const string Suffix = ".seg";

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Number:D10}-{Salt:x16}{Suffix}");

    public static bool TryParse(string file, out SegmentName name)
    {
        name = default;
        if (file.Length != Prefix.Length + 10 + 1 + 16 + Suffix.Length
            || !file.StartsWith(Prefix, StringComparison.Ordinal) || !file.EndsWith(Suffix, StringComparison.Ordinal)
            || !uint.TryParse(file.AsSpan(Prefix.Length, 10), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !ulong.TryParse(file.AsSpan(Prefix.Length + 11, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var salt))
        {
            return false;
        }

        name = new SegmentName(number, salt);
        return true;
    }
}
