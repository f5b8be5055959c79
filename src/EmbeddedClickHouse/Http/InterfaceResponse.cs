namespace Tracing.EmbeddedClickHouse.Http;

/// <summary>One answer of ClickHouse's HTTP interface.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="ContentType">Media type of the body.</param>
/// <param name="Headers">The <c>X-ClickHouse-*</c> headers.</param>
/// <param name="Body">Must be disposed; disposing before the end gives the query up.</param>
internal sealed record InterfaceResponse(int Status, string ContentType, IReadOnlyList<KeyValuePair<string, string>> Headers, Stream Body) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Body.DisposeAsync();
}
