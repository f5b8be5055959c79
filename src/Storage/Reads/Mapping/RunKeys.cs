namespace Tracing.Storage.Reads.Mapping;

/// <summary>Runs by their ids: where they lie is looked up, so that a run costs a granule of each table.</summary>
internal static class RunKeys
{
    /// <summary>A condition on <c>runs</c> for <c>{runs:Array(String)}</c>, which its sort key answers.</summary>
    public const string OneOf = $$"""
        ({{Dimensions.Cell}}, RunId) IN (SELECT {{Dimensions.Cell}}, RunId FROM run_keys WHERE RunId IN {runs:Array(String)})
        """;

    /// <summary>A subquery with the version of each run's present reading.</summary>
    /// <param name="condition">Which runs, over RunId.</param>
    public static string Versions(string condition) => $"(SELECT RunId, max(Version) AS Version FROM run_keys WHERE {condition} GROUP BY RunId)";
}
