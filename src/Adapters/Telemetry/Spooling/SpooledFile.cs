using Tracing.Adapters.Import;

namespace Tracing.Adapters.Telemetry.Spooling;

/// <summary>A request that waits in a file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Name">Its name, which tells all but the body.</param>
/// <param name="Bytes">Its length.</param>
internal sealed record SpooledFile(string Path, OtlpRequestName Name, long Bytes)
{
    /// <summary>Reads the request again, with the same bytes.</summary>
    /// <param name="cancellation">Ends the reading.</param>
    public Task<OtlpRequest> ReadAsync(CancellationToken cancellation) => Name.ReadAsync(Path, cancellation);
}
