using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Tracing.Collector.Receive;

/// <summary>How one <see cref="OutcomeKind"/> is said on the wire.</summary>
/// <param name="Grpc">The gRPC status.</param>
/// <param name="Http">The HTTP status.</param>
/// <param name="RetryDelay">RetryInfo and <c>Retry-After</c>; null where the client must not retry.</param>
/// <param name="Message">What is said where the outcome brings no message of its own.</param>
internal readonly record struct OutcomeRow(StatusCode Grpc, int Http, TimeSpan? RetryDelay, string Message);

/// <summary>
/// The one table from outcome to answer. OTLP specification 1.11, "OTLP/gRPC Response" and "OTLP/HTTP Response":
/// of HTTP only 429, 502, 503 and 504 are retried; RESOURCE_EXHAUSTED only with RetryInfo, so TooLarge has none.
/// </summary>
internal static class OutcomeTable
{
    // A request in flight takes milliseconds; a queue at its bound or a failing disk takes longer to recover.
    // Five seconds leave an SDK, whose export ends after ten, one more try.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(5);

    public static OutcomeRow Of(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Accepted => new(StatusCode.OK, StatusCodes.Status200OK, null, ""),
        OutcomeKind.BadData => new(StatusCode.InvalidArgument, StatusCodes.Status400BadRequest, null, "the request is malformed"),
        OutcomeKind.Unauthenticated => new(StatusCode.Unauthenticated, StatusCodes.Status401Unauthorized, null, "a valid bearer token is required"),
        OutcomeKind.ForeignHost => new(StatusCode.PermissionDenied, StatusCodes.Status403Forbidden, null, "this listener answers loopback host names only"),
        OutcomeKind.NotFound => new(StatusCode.Unimplemented, StatusCodes.Status404NotFound, null, "there is nothing at this path"),
        OutcomeKind.MethodNotAllowed => new(StatusCode.Unimplemented, StatusCodes.Status405MethodNotAllowed, null, "method not allowed"),
        OutcomeKind.TooSlow => new(StatusCode.DeadlineExceeded, StatusCodes.Status408RequestTimeout, null, "the body arrived too slowly"),
        OutcomeKind.TooLarge => new(StatusCode.ResourceExhausted, StatusCodes.Status413PayloadTooLarge, null, "the request is too large"),
        OutcomeKind.UnsupportedMedia => new(StatusCode.Unimplemented, StatusCodes.Status415UnsupportedMediaType, null, "unsupported media type"),
        OutcomeKind.Fault => new(StatusCode.Internal, StatusCodes.Status500InternalServerError, null, "internal error"),
        OutcomeKind.Busy => new(StatusCode.Unavailable, StatusCodes.Status503ServiceUnavailable, Soon, "too many bytes in flight"),
        OutcomeKind.QueueFull => new(StatusCode.Unavailable, StatusCodes.Status503ServiceUnavailable, Later, "the queue is full"),
        OutcomeKind.QueueFailed => new(StatusCode.Unavailable, StatusCodes.Status503ServiceUnavailable, Later, "the queue cannot be written"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
