namespace Tracing.Adapters.Proxy.Reading;

/// <summary>Reads the body of an answer while it passes. Never throws for what the bytes hold.</summary>
internal interface IResponseReader
{
    /// <summary>Takes the next bytes.</summary>
    void Push(ReadOnlySpan<byte> bytes);

    /// <summary>The body has ended as it should.</summary>
    void End();
}
