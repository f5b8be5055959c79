namespace Tracing.Collector.Receive;

/// <summary>What can become of an export request. Closed: <see cref="OutcomeTable"/> has one row for each.</summary>
public enum OutcomeKind
{
    /// <summary>Durable; some records may have been rejected by count and reason (partial success).</summary>
    Accepted,

    /// <summary>The request is malformed as a whole. Permanent.</summary>
    BadData,

    /// <summary>No token, or one that is not ours. Permanent.</summary>
    Unauthenticated,

    /// <summary>The <c>Host</c> of a listener on loopback is not a loopback name. Permanent.</summary>
    ForeignHost,

    /// <summary>There is nothing at this path. Permanent.</summary>
    NotFound,

    /// <summary>The path answers another method. Permanent.</summary>
    MethodNotAllowed,

    /// <summary>The client sent its body too slowly. Permanent for OTLP/HTTP (408), retryable for gRPC.</summary>
    TooSlow,

    /// <summary>Larger than <see cref="ReceiveLimits.MaxRequestBytes"/> after decompression. Permanent.</summary>
    TooLarge,

    /// <summary>A content type or content encoding that is not spoken here. Permanent.</summary>
    UnsupportedMedia,

    /// <summary>A fault of ours. Permanent: the same request would meet it again.</summary>
    Fault,

    /// <summary>The requests in flight hold all of <see cref="ReceiveLimits.MaxInFlightBytes"/>. Retryable.</summary>
    Busy,

    /// <summary>The durable queue has reached its bound, or its disk is full. Retryable.</summary>
    QueueFull,

    /// <summary>The disk of the durable queue failed, or the queue is stopping. Retryable.</summary>
    QueueFailed,
}
