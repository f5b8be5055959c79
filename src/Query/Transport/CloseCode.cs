namespace Tracing.Query.Transport;

/// <summary>Why a WebSocket is closed: the codes of graphql-transport-ws, and those of RFC 6455 section 7.4.1.</summary>
public enum CloseCode
{
    /// <summary>The peer closed it.</summary>
    Normal = 1000,

    /// <summary>The service stops.</summary>
    GoingAway = 1001,

    /// <summary>A fault of ours.</summary>
    InternalError = 1011,

    /// <summary>A message that is none of the protocol's.</summary>
    BadMessage = 4400,

    /// <summary>An operation before <c>connection_init</c>.</summary>
    Unauthorized = 4401,

    /// <summary>No <c>connection_init</c> in time.</summary>
    InitTimeout = 4408,

    /// <summary>An id that is in use.</summary>
    IdInUse = 4409,

    /// <summary>A second <c>connection_init</c>.</summary>
    TooManyInits = 4429,
}
