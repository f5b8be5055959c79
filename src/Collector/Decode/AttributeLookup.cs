using Tracing.Storage.Columns;

namespace Tracing.Collector.Decode;

/// <summary>Finds attributes in a map's columns. The first of equal keys counts, as it does for the engine's map lookup.</summary>
internal static class AttributeLookup
{
    /// <summary>Finds a key in the map that was opened last.</summary>
    /// <param name="map">The map.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">The value's text.</param>
    /// <param name="type">The value's letter.</param>
    /// <returns>False where there is no such key.</returns>
    public static unsafe bool TryFind(MapColumns map, ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value, out byte type)
    {
        ReadOnlySpan<byte> keys = map.Keys.Written[(int)map.OpenKeys..];
        int at = 0;
        for (int index = 0; StringSegment.TryRead(keys, ref at, out ReadOnlySpan<byte> found); index++)
        {
            if (found.SequenceEqual(key))
            {
                ReadOnlySpan<byte> values = map.Values.Written[(int)map.OpenValues..];
                int atValue = 0;
                value = default;
                for (int i = 0; i <= index; i++)
                {
                    StringSegment.TryRead(values, ref atValue, out value);
                }

                type = map.Types.Start[map.OpenLetters + index];
                return true;
            }
        }

        value = default;
        type = 0;
        return false;
    }

    /// <summary>Finds the text of a string attribute.</summary>
    public static bool TryFindText(MapColumns map, ReadOnlySpan<byte> key, out ReadOnlySpan<byte> text) =>
        TryFind(map, key, out text, out byte type) && type == AttributeTypes.Text;

    /// <summary>Whether a key of the map starts so.</summary>
    public static bool HasPrefix(MapColumns map, ReadOnlySpan<byte> prefix)
    {
        ReadOnlySpan<byte> keys = map.Keys.Written[(int)map.OpenKeys..];
        int at = 0;
        while (StringSegment.TryRead(keys, ref at, out ReadOnlySpan<byte> found))
        {
            if (found.StartsWith(prefix))
            {
                return true;
            }
        }

        return false;
    }
}
