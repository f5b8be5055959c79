namespace Tracing.Query.Transport;

/// <summary>The messages of graphql-transport-ws.</summary>
internal static class MessageTypes
{
    /// <summary>The first message of a client.</summary>
    public const string Init = "connection_init";

    /// <summary>Its answer.</summary>
    public const string Ack = "connection_ack";

    /// <summary>Are you there?</summary>
    public const string Ping = "ping";

    /// <summary>Yes.</summary>
    public const string Pong = "pong";

    /// <summary>An operation.</summary>
    public const string Subscribe = "subscribe";

    /// <summary>An answer.</summary>
    public const string Next = "next";

    /// <summary>The operation was refused, or ends with these errors.</summary>
    public const string Error = "error";

    /// <summary>No answer follows, or none is wanted.</summary>
    public const string Complete = "complete";
}
