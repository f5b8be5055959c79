using System.Globalization;

namespace Tracing.Adapters.Agents.Records;

/// <summary>One call of the model in aider's history of them.</summary>
/// <param name="Asked">The last message that was sent: the user's, or what aider had to say of the answer before.</param>
/// <param name="AnsweredAt">When the answer came; null where none did.</param>
/// <param name="Answer">The answer.</param>
internal sealed record AiderExchange(string Asked, DateTimeOffset? AnsweredAt, string Answer);

/// <summary>
/// aider's <c>--llm-history-file</c>: heads with a local time, <c>TO LLM</c> and <c>LLM RESPONSE</c>, and below them messages whose every line begins with the
/// role. A line without one is aider's own, so that no message can forge a head.
/// </summary>
internal static class AiderHistory
{
    private const string Question = "TO LLM ";
    private const string Response = "LLM RESPONSE ";
    private const string Separator = "-------";
    private const string Assistant = "ASSISTANT ";

    /// <summary>Reads it; its end may be torn.</summary>
    /// <param name="text">The file.</param>
    /// <returns>The calls, in order.</returns>
    public static IReadOnlyList<AiderExchange> Read(string text)
    {
        List<AiderExchange> calls = [];
        List<string> message = [];
        bool answer = false;
        foreach (string line in text.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            if (line.StartsWith(Question, StringComparison.Ordinal))
            {
                End(calls, message, answer);
                calls.Add(new AiderExchange("", null, ""));
                answer = false;
            }
            else if (line.StartsWith(Response, StringComparison.Ordinal) && calls.Count > 0)
            {
                End(calls, message, answer);
                calls[^1] = calls[^1] with { AnsweredAt = Time(line[Response.Length..]) ?? calls.Max(call => call.AnsweredAt) ?? DateTimeOffset.UnixEpoch };
                answer = true;
            }
            else if (line == Separator)
            {
                // Of what was sent only the last message is of this call.
                message.Clear();
            }
            else
            {
                int space = line.IndexOf(' ', StringComparison.Ordinal);
                message.Add(answer && line.StartsWith(Assistant, StringComparison.Ordinal) ? line[Assistant.Length..] : line[(space + 1)..]);
            }
        }

        End(calls, message, answer);
        return calls;
    }

    private static void End(List<AiderExchange> calls, List<string> message, bool answer)
    {
        if (calls.Count > 0)
        {
            string text = string.Join('\n', message).Trim('\n');
            calls[^1] = answer ? calls[^1] with { Answer = text } : calls[^1] with { Asked = text };
        }

        message.Clear();
    }

    // The agent is started in UTC.
    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time) ? time : null;
}
