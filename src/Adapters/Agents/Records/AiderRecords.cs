using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tracing.Adapters.Agents.Output;

namespace Tracing.Adapters.Agents.Records;

/// <summary>
/// What aider leaves: its log of events (tokens, failures, why it ended), its history of the model's calls (what was said, which edits were asked for) and of
/// the chat (which edits were made). All times are whole seconds. It ends with 0 whatever happened: what failed is told here.
/// </summary>
internal sealed partial class AiderRecords : IAgentRecordReader
{
    /// <summary>Name of the log of events.</summary>
    public const string Log = "analytics.jsonl";

    /// <summary>Name of the history of the model's calls.</summary>
    public const string Calls = "llm.txt";

    /// <summary>Name of the history of the chat.</summary>
    public const string Chat = "chat.md";

    private const string Edit = "edit";
    private const string GaveUp = "Only 3 reflections allowed, stopping.";
    private const string Completed = "Completed --message";
    private const string InFile = " lines in ";
    private const string Applied = "Applied edit to ";

    public IEnumerable<AgentEvent> Read(IReadOnlyList<RecordFile> files)
    {
        IReadOnlyList<AiderExchange> exchanges = AiderHistory.Read(TextOf(files, Calls));
        HashSet<string> told = Told(TextOf(files, Chat), exchanges);
        AgentEvent[] said = [.. exchanges.SelectMany((exchange, i) => Exchange(exchanges, i, told))];
        AgentEvent[] logged = [.. Logged(files.FirstOrDefault(file => file.Name == Log), told)];
        return said.Concat(logged).OrderBy(one => one.At);
    }

    private static string TextOf(IReadOnlyList<RecordFile> files, string name) => files.FirstOrDefault(file => file.Name == name)?.Text() ?? "";

    // What aider itself says is quoted in the history of the chat; a model's answer stands there as it is and may quote too.
    private static HashSet<string> Told(string chat, IReadOnlyList<AiderExchange> exchanges)
    {
        HashSet<string> answers = [.. exchanges.SelectMany(exchange => exchange.Answer.Split('\n')).Select(line => line.Trim())];
        return
        [
            .. chat.Split('\n').Select(line => line.Trim())
                .Where(line => line.StartsWith("> ", StringComparison.Ordinal) && !answers.Contains(line))
                .Select(line => line[2..].Trim()),
        ];
    }

    private static IEnumerable<AgentEvent> Exchange(IReadOnlyList<AiderExchange> exchanges, int number, HashSet<string> told)
    {
        AiderExchange exchange = exchanges[number];
        if (exchange.AnsweredAt is not { } at || exchange.Answer.Length == 0)
        {
            yield break;
        }

        yield return new AgentSaid(at, exchange.Answer);
        string reply = number + 1 < exchanges.Count && NoMatch().IsMatch(exchanges[number + 1].Asked) ? exchanges[number + 1].Asked : "";
        foreach ((int block, string path) in AiderEdits.Paths(exchange.Answer).Index())
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"{number + 1}:{block + 1}");
            bool failed = reply.Split('\n').Any(line => line.EndsWith(InFile + path, StringComparison.Ordinal));

            // Where others are named, this one was applied.
            bool applied = !failed && (reply.Length > 0 ? reply.Contains(InFile, StringComparison.Ordinal) : told.Contains(Applied + path));
            yield return new ToolStarted(at, id, Edit, path);
            yield return new ToolEnded(at, id, failed ? reply : applied ? Applied + path : "", null, failed ? true : applied ? false : null);
        }
    }

    private static IEnumerable<AgentEvent> Logged(RecordFile? log, HashSet<string> told)
    {
        if (log is null)
        {
            yield break;
        }

        DateTimeOffset at = log.Written;
        bool asked = false;
        bool waiting = false;
        foreach (JsonElement line in log.Lines())
        {
            at = line.Seconds(at, "time");
            JsonElement properties = line.At("properties");
            switch (line.Text("event"))
            {
                case "message_send_starting":
                    (asked, waiting) = (true, true);
                    break;
                case "message_send":
                    waiting = false;
                    yield return new AgentRecovered(at);
                    yield return new AnswerUsage(at) { PromptTokens = properties.Integer("prompt_tokens"), CompletionTokens = properties.Integer("completion_tokens") };
                    break;
                case "message_send_exception":
                    waiting = false;
                    yield return new AgentFailed(at, properties.Text("exception") ?? "A call of the model failed.");
                    break;
                case "exit" when properties.Text("reason") is { } reason && !reason.StartsWith(Completed, StringComparison.Ordinal):
                    yield return new AgentFailed(at, reason);
                    break;
            }
        }

        if (waiting || !asked)
        {
            string why = told.FirstOrDefault(line => line.StartsWith("litellm.", StringComparison.Ordinal)) ?? (asked ? "Its model did not answer." : "It asked no model.");
            yield return new AgentFailed(at, why);
        }
        else if (told.Contains(GaveUp))
        {
            yield return new AgentFailed(at, GaveUp);
        }
    }

    [GeneratedRegex(@"^#* ?\d+ SEARCH/REPLACE blocks? failed to match", RegexOptions.CultureInvariant)]
    private static partial Regex NoMatch();
}
