using System.Globalization;

namespace Tracing.Commands;

/// <summary>Names of sweeps that were given none.</summary>
internal static class SweepNames
{
    /// <summary>One that says when it was begun, UTC.</summary>
    /// <param name="prefix">What it begins with.</param>
    /// <param name="time">The clock.</param>
    public static string Of(string prefix, TimeProvider time) => prefix + time.GetUtcNow().ToString("-yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
}
