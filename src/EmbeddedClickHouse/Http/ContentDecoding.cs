namespace Tracing.EmbeddedClickHouse.Http;

/// <summary>Undoes the Content-Encoding of a request body.</summary>
internal static class ContentDecoding
{
    /// <summary>Gives the decoded body; reading throws when the body is damaged or cut short.</summary>
    /// <exception cref="EngineException">The encoding is none of gzip, zstd, identity.</exception>
    public static Stream Decode(Stream body, string? encoding) => encoding switch
    {
        null or "" or "identity" => body,
        "gzip" or "x-gzip" => new GzipBody(body),
        "zstd" => new ZstdSharp.DecompressionStream(body, checkEndOfStream: true, leaveOpen: true),
        _ => throw new EngineException($"Code: 48. DB::Exception: The request's Content-Encoding '{encoding}' is not known; gzip and zstd are. (NOT_IMPLEMENTED)", 48),
    };
}
