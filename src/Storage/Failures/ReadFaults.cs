using ClickHouse.Driver;

namespace Tracing.Storage.Failures;

/// <summary>What a fault of a read means.</summary>
internal static class ReadFaults
{
    /// <summary>Classifies a fault of a read that its caller did not cancel.</summary>
    /// <param name="fault">What was thrown.</param>
    /// <returns>The failure to throw.</returns>
    public static ReadFailure Of(Exception fault) => fault switch
    {
        ReadFailure known => known,
        ClickHouseServerException server => OfCode(server),
        OperationCanceledException or TimeoutException => new(ReadFailureKind.Timeout, "the read took too long", fault),
        HttpRequestException or IOException => new(ReadFailureKind.Unavailable, "the engine cannot be reached", fault),
        _ => new(ReadFailureKind.Refused, "the engine's answer cannot be read", fault),
    };

    private static ReadFailure OfCode(ClickHouseServerException server) => server.ErrorCode switch
    {
        ErrorCodes.TimeoutExceeded or ErrorCodes.TooSlow or ErrorCodes.SocketTimeout or ErrorCodes.QueryWasCancelled =>
            new(ReadFailureKind.Timeout, "the read took too long", server),
        ErrorCodes.TooManyRows or ErrorCodes.TooManyBytes or ErrorCodes.TooManyRowsOrBytes or ErrorCodes.SetSizeLimitExceeded
            or ErrorCodes.MemoryLimitExceeded => new(ReadFailureKind.TooMuch, "the read needs more rows or memory than one read may", server),
        ErrorCodes.TooManySimultaneousQueries or ErrorCodes.UserSessionLimitExceeded =>
            new(ReadFailureKind.Busy, "the engine has too much to do", server),
        ErrorCodes.NetworkError => new(ReadFailureKind.Unavailable, "the engine cannot be reached", server),
        _ => new(ReadFailureKind.Refused, $"the engine refused the query with code {server.ErrorCode}", server),
    };
}
