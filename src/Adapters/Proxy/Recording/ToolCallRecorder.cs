using System.Text;
using Tracing.Adapters.Proxy.Protocols;

namespace Tracing.Adapters.Proxy.Recording;

/// <summary>Tells tool calls as they follow from the wire: asked for by an answer, settled by the first request that holds the result.</summary>
/// <param name="sink">Takes the calls.</param>
/// <param name="time">The clock.</param>
internal sealed class ToolCallRecorder(IModelCallSink sink, TimeProvider time)
{
    private readonly OpenToolCalls open = new(time);

    /// <summary>An answer asks for a tool.</summary>
    public void Ask(AskingAnswer answer, AskedTool tool) => TellWithoutResult(open.Ask(new OpenToolCall(answer, tool)));

    /// <summary>An answer has ended in a failure.</summary>
    public void Fail(AskingAnswer answer) => open.Fail(answer);

    /// <summary>
    /// A request brings results. Called when it arrives, and once more when it has been answered: an agent may be quicker with a tool than this program
    /// with reading the order for it.
    /// </summary>
    /// <param name="by">The answer that the request gets.</param>
    /// <param name="results">What the request holds.</param>
    /// <param name="protocol">Reads how a tool ended.</param>
    /// <param name="body">The request.</param>
    /// <param name="keep">What is kept of a result's JSON; null keeps nothing.</param>
    public void Settle(AskingAnswer by, ToolResults results, IModelProtocol protocol, ReadOnlyMemory<byte> body, Func<string, string>? keep)
    {
        foreach ((OpenToolCall call, ToolResult result) in open.Settle(by, results))
        {
            string? content = keep is null || result.Content.Equals(default) ? null : keep(Encoding.UTF8.GetString(body.Span[result.Content]));
            ToolOutcome told = result.Content.Equals(default) ? default : protocol.OutcomeOf(body.Span[result.Content]);
            DateTimeOffset start = call.Answer.Start + call.Tool.At;
            sink.Add(Of(call) with
            {
                Id = call.Tool.Id ?? result.Id,
                Duration = by.Start > start ? by.Start - start : TimeSpan.Zero,
                Outcome = told with { Failed = result.Failed ?? told.Failed },
                Result = content,
            });
        }
    }

    /// <summary>A run is over: what is still open of it has no result.</summary>
    public void End(string? run) => TellWithoutResult(open.End(one => one == run));

    /// <summary>All runs are over.</summary>
    public void EndAll() => TellWithoutResult(open.End(_ => true));

    private static RecordedToolCall Of(OpenToolCall call) => new()
    {
        Run = call.Answer.Run,
        Parent = call.Answer.Parent,
        Id = call.Tool.Id,
        Name = call.Tool.Name,
        Start = call.Answer.Start + call.Tool.At,
        Arguments = call.Tool.Arguments,
    };

    private void TellWithoutResult(IReadOnlyList<OpenToolCall> calls)
    {
        foreach (OpenToolCall call in calls)
        {
            sink.Add(Of(call));
        }
    }
}
