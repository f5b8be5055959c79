namespace Tracing.Adapters.Agents.Definitions;

/// <summary>
/// Any command line at all: what it does is known from its model calls, its terminal and its changes. <c>{prompt}</c>, <c>{model}</c>, <c>{endpoint}</c>,
/// <c>{openai}</c>, <c>{key}</c>, <c>{home}</c> and <c>{work}</c> in its arguments are filled in; the usual variables of the vendors' clients are set.
/// </summary>
public sealed class CommandAgent : AgentDefinition
{
    private readonly IReadOnlyList<string> command;

    /// <summary>An agent that is a command.</summary>
    /// <param name="name">Its name in the cells.</param>
    /// <param name="command">Program and arguments.</param>
    public CommandAgent(string name, IReadOnlyList<string> command)
    {
        Name = name;
        this.command = command;
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override string Program => command[0];

    /// <inheritdoc/>
    public override string Source => "the command that was given";

    /// <inheritdoc/>
    public override IReadOnlyList<string> VersionArguments => [];

    /// <inheritdoc/>
    public override AgentLaunch Launch(AgentOrder order) => new()
    {
        Arguments = [.. command.Skip(1).Select(argument => Fill(argument, order))],
        Environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OPENAI_BASE_URL"] = order.OpenAiBase,
            ["OPENAI_API_BASE"] = order.OpenAiBase,
            ["OPENAI_API_KEY"] = order.Key,
            ["ANTHROPIC_BASE_URL"] = order.EndpointRoot,
            ["ANTHROPIC_API_KEY"] = order.Key,
            ["GOOGLE_GEMINI_BASE_URL"] = order.EndpointRoot,
            ["GEMINI_API_KEY"] = order.Key,
            ["BENCH_PROMPT"] = order.Prompt,
            ["BENCH_MODEL"] = order.Model,
        },
    };

    private static string Fill(string argument, AgentOrder order)
    {
        // In one pass: what is filled in is not looked at again.
        (string Name, string Value)[] places =
        [
            ("{prompt}", order.Prompt), ("{model}", order.Model), ("{endpoint}", order.EndpointRoot), ("{openai}", order.OpenAiBase),
            ("{key}", order.Key), ("{home}", order.Home), ("{work}", order.Work),
        ];
        var filled = new System.Text.StringBuilder();
        for (int i = 0; i < argument.Length;)
        {
            (string name, string value) = places.FirstOrDefault(place => string.CompareOrdinal(argument, i, place.Name, 0, place.Name.Length) == 0);
            filled.Append(name is null ? argument[i].ToString() : value);
            i += name?.Length ?? 1;
        }

        return filled.ToString();
    }
}
