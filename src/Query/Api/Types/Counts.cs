namespace Tracing.Query.Api.Types;

/// <summary>Counts of the store as the Long of the schema.</summary>
internal static class Counts
{
    /// <summary>The count; past 2^63-1, which no counter reaches, the largest Long.</summary>
    /// <param name="count">The count; null was not recorded.</param>
    public static long? Long(ulong? count) => count is { } known ? (long)Math.Min(known, long.MaxValue) : null;
}
