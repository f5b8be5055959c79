using System.Globalization;

namespace Tracing.Query.Live;

/// <summary>Under which limits subscriptions are served.</summary>
public sealed record LiveOptions
{
    /// <summary>How often the store is asked for what is new, once for all subscriptions; it is not asked while nobody listens.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Events that wait for one subscriber; one more and it is dropped with the code TOO_SLOW.</summary>
    public int BufferedEvents { get; init; } = 1_024;

    /// <summary>Subscriptions of the whole process.</summary>
    public int MaxSubscriptions { get; init; } = 256;

    /// <summary>Operations at one time on one WebSocket.</summary>
    public int MaxPerConnection { get; init; } = 32;

    /// <summary>Time within which a WebSocket must say <c>connection_init</c>; then it is closed with 4408.</summary>
    public TimeSpan InitTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest time that one message may take to be sent; then the connection is cut: its peer does not read.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Silence after which a connection is shown to be alive; a WebSocket that does not answer in as much time again is closed.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Adds one sentence for every problem.</summary>
    /// <param name="key">Full key of this record, <c>query.live</c>.</param>
    /// <param name="problems">Receives the sentences.</param>
    public void Validate(string key, ICollection<string> problems)
    {
        Positive(key + ".bufferedEvents", BufferedEvents, problems);
        Positive(key + ".maxSubscriptions", MaxSubscriptions, problems);
        Positive(key + ".maxPerConnection", MaxPerConnection, problems);
        Span(key + ".pollInterval", PollInterval, problems);
        Span(key + ".initTimeout", InitTimeout, problems);
        Span(key + ".sendTimeout", SendTimeout, problems);
        Span(key + ".keepAlive", KeepAlive, problems);
    }

    private static void Positive(string key, int value, ICollection<string> problems)
    {
        if (value <= 0)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{key}: {value} is not above 0."));
        }
    }

    private static void Span(string key, TimeSpan value, ICollection<string> problems)
    {
        if (value < TimeSpan.FromMilliseconds(10) || value > TimeSpan.FromMinutes(10))
        {
            problems.Add($"{key}: lies between 10 milliseconds and 10 minutes.");
        }
    }
}
