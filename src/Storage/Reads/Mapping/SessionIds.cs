using System.Globalization;
using Tracing.Vocabulary;

namespace Tracing.Storage.Reads.Mapping;

/// <summary>The sessions that a row of a raw table names. What a run's records name is read by the collector in the same way.</summary>
internal static class SessionIds
{
    /// <summary>An array of distinct ids.</summary>
    /// <param name="attributes">The column of the record's own attributes.</param>
    public static string Of(string attributes)
    {
        string values = string.Join(
            ", ", new[] { attributes, "ResourceAttributes" }.SelectMany(map => SessionAttributes.Names.Select(name => $"{map}['{name}']")));
        string most = SessionAttributes.MostBytes.ToString(CultureInfo.InvariantCulture);
        return $"arrayDistinct(arrayFilter(id -> id != '' AND length(id) <= {most}, [{values}]))";
    }
}
