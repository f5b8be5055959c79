namespace Tracing.Adapters.Proxy.Recording;

/// <summary>A tool that was asked for and whose result has not been seen.</summary>
/// <param name="Answer">The answer that asked.</param>
/// <param name="Tool">The tool.</param>
public sealed record OpenToolCall(AskingAnswer Answer, AskedTool Tool);

/// <summary>
/// Joins what answers ask for with the results that later requests of the same run hold: by id, else, within the conversation, by name in the order of
/// asking. Bounded: past a number of calls, or an age, the oldest are given up. Safe for concurrent calls.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="mostOfARun">Open calls of one run.</param>
/// <param name="mostOfAll">Open calls of all runs.</param>
public sealed class OpenToolCalls(TimeProvider time, int mostOfARun = 1_000, int mostOfAll = 20_000)
{
    // Longer than any tool that an agent waits for.
    private static readonly TimeSpan Expiry = TimeSpan.FromHours(6);

    private readonly Lock gate = new();
    private readonly LinkedList<OpenToolCall> open = new();
    private readonly Dictionary<(string Run, string Id), LinkedListNode<OpenToolCall>> byId = [];
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>A tool is asked for. An open call of the same id is replaced: an upstream gave the same answer again.</summary>
    /// <returns>What is given up for it.</returns>
    public IReadOnlyList<OpenToolCall> Ask(OpenToolCall call)
    {
        string run = RunOf(call);
        lock (gate)
        {
            if (call.Tool.Id is { } id && byId.TryGetValue((run, id), out LinkedListNode<OpenToolCall>? before))
            {
                Remove(before);
            }

            LinkedListNode<OpenToolCall> node = open.AddLast(call);
            counts[run] = counts.GetValueOrDefault(run) + 1;
            if (call.Tool.Id is { } key)
            {
                byId[(run, key)] = node;
            }

            return GiveUp(run);
        }
    }

    /// <summary>A request brings results. Each call is settled once, by the first request that holds its result.</summary>
    /// <param name="by">The answer that the request will get: what that asks for is not settled by it.</param>
    /// <param name="results">What it holds.</param>
    /// <returns>The calls with their results, in the order of asking.</returns>
    public IReadOnlyList<(OpenToolCall Call, ToolResult Result)> Settle(AskingAnswer by, ToolResults results)
    {
        string run = by.Run ?? "";
        lock (gate)
        {
            if (!counts.ContainsKey(run))
            {
                return [];
            }

            var settled = new List<(OpenToolCall Call, ToolResult Result)>();

            // From the end: of two results with one id, the later one is meant.
            for (int i = results.All.Count - 1; i >= 0; i--)
            {
                ToolResult result = results.All[i];
                if (result.Id is { } id && byId.TryGetValue((run, id), out LinkedListNode<OpenToolCall>? node) && node.Value.Answer != by)
                {
                    settled.Add((node.Value, result));
                    Remove(node);
                }
            }

            settled.Reverse();
            for (int i = results.Old; i < results.All.Count; i++)
            {
                ToolResult result = results.All[i];
                if (!settled.Any(one => one.Result == result) && Named(by, results, result) is { } node)
                {
                    settled.Add((node.Value, result));
                    Remove(node);
                }
            }

            return settled;
        }
    }

    /// <summary>An answer has ended in a failure: what it asked for counts only if a result comes.</summary>
    public void Fail(AskingAnswer answer)
    {
        lock (gate)
        {
            answer.HasFailed = true;
        }
    }

    /// <summary>Nothing more will come of a run, or of all.</summary>
    /// <param name="isOver">Whether a run is over.</param>
    /// <returns>What is given up.</returns>
    public IReadOnlyList<OpenToolCall> End(Func<string?, bool> isOver)
    {
        lock (gate)
        {
            return GiveUp([.. Nodes().Where(node => isOver(node.Value.Answer.Run))]);
        }
    }

    private static string RunOf(OpenToolCall call) => call.Answer.Run ?? "";

    // The oldest of the conversation that is named so; where the agent has changed its conversation, that of the only answer that waits.
    private LinkedListNode<OpenToolCall>? Named(AskingAnswer by, ToolResults results, ToolResult result)
    {
        if (result.Name is null)
        {
            return null;
        }

        LinkedListNode<OpenToolCall>[] waiting = [.. Nodes().Where(node => RunOf(node.Value) == (by.Run ?? "") && node.Value.Answer != by)];
        LinkedListNode<OpenToolCall>[] alike = [.. waiting.Where(node => node.Value.Tool.Name == result.Name && (node.Value.Tool.Id is null || result.Id is null))];
        bool isAlone = waiting.Select(node => node.Value.Answer).Distinct().Count() == 1;
        return Array.Find(alike, node => results.Continues(node.Value.Answer.Conversation)) ?? (isAlone ? alike.FirstOrDefault() : null);
    }

    private List<OpenToolCall> GiveUp(string run)
    {
        var gone = new List<LinkedListNode<OpenToolCall>>();
        DateTimeOffset oldest = time.GetUtcNow() - Expiry;
        int over = open.Count - mostOfAll;
        int overOfRun = counts[run] - mostOfARun;
        for (LinkedListNode<OpenToolCall>? node = open.First; node is not null && (over > 0 || overOfRun > 0 || node.Value.Answer.Start < oldest); node = node.Next)
        {
            bool isOfRun = RunOf(node.Value) == run;
            if (over > 0 || (overOfRun > 0 && isOfRun) || node.Value.Answer.Start < oldest)
            {
                gone.Add(node);
                over--;
                overOfRun -= isOfRun ? 1 : 0;
            }
        }

        return GiveUp(gone);
    }

    private List<OpenToolCall> GiveUp(List<LinkedListNode<OpenToolCall>> gone)
    {
        gone.ForEach(Remove);
        return [.. gone.Select(node => node.Value).Where(call => !call.Answer.HasFailed)];
    }

    private IEnumerable<LinkedListNode<OpenToolCall>> Nodes()
    {
        for (LinkedListNode<OpenToolCall>? node = open.First; node is not null; node = node.Next)
        {
            yield return node;
        }
    }

    private void Remove(LinkedListNode<OpenToolCall> node)
    {
        string run = RunOf(node.Value);
        if (node.Value.Tool.Id is { } id)
        {
            byId.Remove((run, id));
        }

        open.Remove(node);
        if (--counts[run] == 0)
        {
            counts.Remove(run);
        }
    }
}
