namespace Tracing.Query.Transport;

/// <summary>A request that is refused before it is executed; permanent unless the status says otherwise.</summary>
public sealed class RefusedRequestException : Exception
{
    /// <summary>Makes the refusal.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="message">What is wrong; shown to the client.</param>
    /// <param name="cause">What was caught, if anything.</param>
    public RefusedRequestException(int status, string message, Exception? cause = null)
        : base(message, cause) => Status = status;

    /// <summary>The HTTP status.</summary>
    public int Status { get; }
}
