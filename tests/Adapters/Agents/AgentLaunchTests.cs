using Tracing.Adapters.Agents;
using Tracing.Adapters.Agents.Definitions;
using Tracing.Processes;

namespace Tracing.Adapters.Tests.Agents;

public sealed class AgentLaunchTests
{
    private static readonly AgentOrder Order = new()
    {
        Prompt = "say \"hi\"; rm -rf $HOME",
        Model = "meta/llama\"4",
        Endpoint = new Uri("http://127.0.0.1:4319/runs/R"),
        Key = "the-key-of-the-user",
        Otlp = new Uri("http://127.0.0.1:4318/runs/R"),
        Home = "/home/agent",
        Work = "/workspace",
    };

    public static TheoryData<string> Names => [.. AgentRegistry.All.Select(agent => agent.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_agent_gets_prompt_model_endpoint_and_key_as_they_are(string name)
    {
        AgentLaunch launch = AgentRegistry.Find(name)!.Launch(Order);
        string all = string.Join('\n', launch.Arguments.Concat(launch.Before.SelectMany(before => before)).Concat(launch.Environment.Values).Concat(launch.HomeFiles.Values));

        Assert.Contains(Order.Prompt, launch.Arguments);
        Assert.Contains("http://127.0.0.1:4319/runs/R", all, StringComparison.Ordinal);
        Assert.Contains("llama", all, StringComparison.Ordinal);
        Assert.Contains(Order.Key, all, StringComparison.Ordinal);
        Assert.DoesNotContain(launch.HomeFiles.Keys, path => Path.IsPathRooted(path) || path.Contains("..", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Where_telemetry_is_not_wanted_no_agent_is_pointed_at_a_collector(string name)
    {
        AgentLaunch launch = AgentRegistry.Find(name)!.Launch(Order with { Otlp = null });

        Assert.DoesNotContain("4318", string.Join('\n', launch.Arguments.Concat(launch.Environment.Values).Concat(launch.HomeFiles.Values)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_is_filled_in_once()
    {
        AgentLaunch launch = new CommandAgent("command", ["tool", "--ask", "{prompt}", "--at={openai}", "{model}{key}", "{other}"]).Launch(Order with { Prompt = "{key}" });

        Assert.Equal(["--ask", "{key}", "--at=http://127.0.0.1:4319/runs/R/v1", "meta/llama\"4the-key-of-the-user", "{other}"], launch.Arguments);
    }

    [Fact]
    public void The_documents_list_every_agent_and_no_other()
    {
        IEnumerable<string> listed = File.ReadLines(Path.Combine(RepositoryPaths.Root, "docs/agents.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1]);

        Assert.Equal(AgentRegistry.All.Select(agent => agent.Name).Append(AgentRegistry.Command).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }
}
