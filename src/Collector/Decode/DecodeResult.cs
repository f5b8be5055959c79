namespace Tracing.Collector.Decode;

/// <summary>Whether a request could be read. A request that could not is answered 400 / INVALID_ARGUMENT; nothing of it is stored.</summary>
/// <param name="Reason">Why it could not, for the client; null where it could.</param>
public readonly record struct DecodeResult(string? Reason)
{
    /// <summary>The request was read; some of its records may have been rejected.</summary>
    public static DecodeResult Ok => default;

    /// <summary>True where the request was read.</summary>
    public bool IsOk => Reason is null;

    /// <summary>The request is not OTLP.</summary>
    /// <param name="reason">Why, for the client.</param>
    /// <returns>The result.</returns>
    public static DecodeResult Malformed(string reason) => new(reason);
}
