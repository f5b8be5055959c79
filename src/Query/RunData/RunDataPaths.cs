using System.Globalization;
using Tracing.Storage.Rows;

namespace Tracing.Query.RunData;

/// <summary>Where the data of a run are found on the service.</summary>
internal static class RunDataPaths
{
    /// <summary>The spans of its timeline.</summary>
    /// <param name="run">The run, and the reading of it that the page shows.</param>
    public static string Timeline(RunRow run) => string.Create(CultureInfo.InvariantCulture, $"/replay.json?run={Uri.EscapeDataString(run.RunId)}&version={run.Version}");

    /// <summary>Its terminal's recording.</summary>
    /// <param name="run">The run.</param>
    public static string Recording(string run) => "/recording?run=" + Uri.EscapeDataString(run);

    /// <summary>What a span of it says of itself; <c>&amp;span=</c> and the span's id are put behind.</summary>
    /// <param name="run">The run.</param>
    public static string SpanDetails(string run) => "/span?run=" + Uri.EscapeDataString(run);
}
