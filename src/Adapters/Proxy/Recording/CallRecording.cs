using System.Diagnostics;
using Tracing.Adapters.Proxy.Protocols;
using Tracing.Adapters.Proxy.Reading;

namespace Tracing.Adapters.Proxy.Recording;

/// <summary>What is known of one call while it passes. Used by the one request it belongs to.</summary>
/// <param name="protocol">The protocol.</param>
/// <param name="path">The request's path.</param>
/// <param name="time">The clock.</param>
internal sealed class CallRecording(IModelProtocol protocol, string path, TimeProvider time)
{
    private readonly DateTimeOffset start = time.GetUtcNow();
    private readonly long startStamp = time.GetTimestamp();
    private IResponseReader? reader;
    private UsageChunkFilter? filter;
    private TimeSpan? firstToken;
    private int? attempt;
    private AskingAnswer? answer;

    /// <summary>The longest answer or event that is read, bytes.</summary>
    public required int MaxReadBytes { get; init; }

    /// <summary>The run that the request names, or null.</summary>
    public string? Run { get; init; }

    /// <summary>The agent's span, or null.</summary>
    public ActivityContext? Parent { get; init; }

    /// <summary>Numbers the try, given whether it failed.</summary>
    public Func<bool, int> Number { get; init; } = _ => 1;

    /// <summary>The answer, as the tools that it asks for remember it.</summary>
    public AskingAnswer Answer => answer ??= new AskingAnswer { Run = Run, Parent = Parent, Start = start };

    /// <summary>Whether the proxy asked for usage and takes the chunk that tells it out again.</summary>
    public bool TakesOutUsage { get; set; }

    /// <summary>What the bytes told.</summary>
    public ModelCallFacts Facts { get; } = new() { RequestModel = protocol.ModelOf(path) };

    /// <summary>The upstream's status, once it has answered.</summary>
    public int? Status { get; private set; }

    /// <summary>Whether the answer is streamed, as its head says.</summary>
    public bool IsStreamed { get; private set; }

    /// <summary>Whether the answer's length is changed on its way.</summary>
    public bool ChangesLength => filter is not null;

    /// <summary>The upstream's head has come: chooses how the body is read.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="mediaType">The media type without parameters, or null.</param>
    /// <param name="isPlain">Whether the body is not compressed.</param>
    public void Answered(int status, string? mediaType, bool isPlain)
    {
        Status = status;
        if (status >= 400)
        {
            // Before the agent knows, and asks again.
            attempt = Number(true);
        }

        if (!isPlain)
        {
            Facts.HasUnread = true;
            return;
        }

        bool events = string.Equals(mediaType, "text/event-stream", StringComparison.OrdinalIgnoreCase);
        IsStreamed = events || (status < 400 && protocol.StreamsItems(path));
        if (events && TakesOutUsage)
        {
            filter = new UsageChunkFilter(MaxReadBytes, Facts, protocol.ReadEvent);
        }
        else
        {
            reader = (events, IsStreamed) switch
            {
                (true, _) => new EventStreamReader(MaxReadBytes, Facts, protocol.ReadEvent),
                (_, true) => new JsonArrayReader(MaxReadBytes, Facts, protocol.ReadEvent),
                _ when status >= 400 => new WholeBodyReader(MaxReadBytes, Facts, (body, facts) => UpstreamError.TryRead(body, facts)),
                _ => new WholeBodyReader(MaxReadBytes, Facts, protocol.ReadWhole),
            };
        }
    }

    /// <summary>Decides what of a piece of the body passes; called before it is sent on.</summary>
    public ReadOnlyMemory<byte> Pass(ReadOnlyMemory<byte> bytes)
    {
        if (filter is null)
        {
            return bytes;
        }

        TimeSpan arrival = Now;
        Facts.Tools.Arrival = arrival;
        ReadOnlyMemory<byte> passing = filter.Pass(bytes.Span);
        NoteOutput(arrival);
        return passing;
    }

    /// <summary>Reads a piece of the body after it was sent on, so that reading delays nothing.</summary>
    /// <param name="bytes">The piece as it came.</param>
    /// <param name="arrival">When it came, see <see cref="Now"/>.</param>
    public void Read(ReadOnlySpan<byte> bytes, TimeSpan arrival)
    {
        if (reader is not null)
        {
            Facts.Tools.Arrival = arrival;
            reader.Push(bytes);
            NoteOutput(arrival);
        }
    }

    /// <summary>Time since the call began.</summary>
    public TimeSpan Now => time.GetElapsedTime(startStamp);

    /// <summary>The body has ended as it should.</summary>
    /// <returns>Bytes that were held back and pass now.</returns>
    public ReadOnlyMemory<byte> End()
    {
        Facts.Tools.Arrival = Now;
        reader?.End();
        return filter?.Rest() ?? default;
    }

    /// <summary>The call has ended.</summary>
    /// <param name="fault">One of <see cref="CallFaults"/>, or null where both sides ended properly.</param>
    /// <param name="requestHash">Hash of the request, or null.</param>
    public RecordedCall Finish(string? fault, string? requestHash)
    {
        string? error = ErrorOf(fault);
        if (IsStreamed && !Facts.IsComplete)
        {
            // What a cut stream counted so far is no count of the answer.
            Facts.CompletionTokens = null;
            Facts.ReasoningTokens = null;
        }

        return new RecordedCall
        {
            Run = Run,
            Parent = Parent,
            Protocol = protocol.Name,
            Start = start,
            Duration = Now,
            FirstToken = firstToken,
            RequestHash = requestHash,
            Attempt = attempt ?? Number(error is not null),
            Status = Status,
            ErrorType = error,
            Facts = Facts,
        };
    }

    private void NoteOutput(TimeSpan arrival)
    {
        if (firstToken is null && Facts.HasOutput)
        {
            firstToken = arrival;
        }
    }

    // An agent may hang up as soon as it has all it needs: a whole answer is no failure.
    private string? ErrorOf(string? fault) => Status switch
    {
        >= 400 => Facts.ErrorType ?? Status.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ when Facts.ErrorType is not null => Facts.ErrorType,
        _ when Facts.IsComplete => null,
        _ when fault is not null => fault,
        _ when IsStreamed && !Facts.HasUnread => CallFaults.StreamTruncated,
        _ => null,
    };
}
