using Microsoft.Extensions.Primitives;
using Tracing.Vocabulary;

namespace Tracing.Collector.Receive;

/// <summary>A run named beside the records: by this header, or by the path prefix <c>/runs/{run}</c>.</summary>
internal static class RunHeader
{
    public const string Name = RunBindings.Header;
    public const string Rule = "the run of " + Name + " or of the path must have 1 to 128 characters of A-Z, a-z, 0-9, '.', '_', ':' and '-'";

    /// <summary>The run of a request: the header's, else the path's. False where what is given is no run id.</summary>
    public static bool TryRead(StringValues header, string? fromPath, out string? run)
    {
        run = header.Count == 0 ? fromPath : header.ToString();
        return run is null || RunBindings.IsRunId(run);
    }
}
