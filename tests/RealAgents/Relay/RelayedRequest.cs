namespace Tracing.RealAgents.Tests.Relay;

/// <summary>One export as the agent sent it, and what the collector answered.</summary>
/// <param name="Path">Path of the request.</param>
/// <param name="ContentType">Its content type.</param>
/// <param name="Body">Its body after decompression; of gRPC the message without its frame.</param>
/// <param name="Status">HTTP status of the answer.</param>
/// <param name="GrpcStatus">Status of a gRPC answer, or null.</param>
/// <param name="Answer">Body of the answer.</param>
internal sealed record RelayedRequest(string Path, string ContentType, byte[] Body, int Status, string? GrpcStatus, byte[] Answer)
{
    /// <summary>True when the collector took it.</summary>
    public bool WasAccepted => Status == 200 && GrpcStatus is null or "0";

    /// <summary>True for OTLP/JSON.</summary>
    public bool IsJson => ContentType.StartsWith("application/json", StringComparison.Ordinal);
}
