using System.Text.Json.Nodes;
using Tracing.Processes;
using Tracing.Adapters.ScriptedModel.Scripts;
using Tracing.Adapters.ScriptedModel.Serving;

namespace Tracing.ScriptedModel.Tests;

/// <summary>The vendors' own SDKs as oracles: what they understand is what the log of truth says, after a refusal that they retry.</summary>
[Trait("weight", "heavy")]
public sealed class VendorSdkTests
{
    private static readonly string Folder = Path.Combine(RepositoryPaths.Root, "tests/ScriptedModel/vendor-sdks");

    [Theory]
    [InlineData("chat", "whole")]
    [InlineData("chat", "stream")]
    [InlineData("responses", "whole")]
    [InlineData("responses", "stream")]
    [InlineData("messages", "whole")]
    [InlineData("messages", "stream")]
    [InlineData("gemini", "whole")]
    [InlineData("gemini", "stream")]
    public async Task Sdk_understands_text_calls_usage_and_end(string protocol, string manner)
    {
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        guard.CancelAfter(TimeSpan.FromMinutes(5));
        await NpmFolder.InstallAsync(Folder, guard.Token);
        await using ScriptedModelServer server = await ScriptedModelServer.StartAsync(SampleScript.Refused, "127.0.0.1:0", logPath: null, TimeProvider.System, guard.Token);

        await using ChildProcess node = ChildProcess.Start("node", ["ask.mjs", protocol, manner, server.Address.ToString()], Folder);
        Assert.True(await node.WaitForExitAsync(guard.Token) == 0, node.Transcript);

        var understood = (JsonObject)JsonNode.Parse(node.OutputLines[^1])!;
        CallRecord[] calls = [.. server.Log.Records.Where(record => record.Kind == CallKind.Main)];
        Assert.Equal([503, 200], calls.Select(call => call.Status));
        CallRecord truth = calls[1];
        Assert.Equal(manner == "stream", truth.Stream);
        Assert.Equal(SampleScript.Text, (string?)understood["text"]);
        Assert.Equal((truth.ResponseId, truth.Finish), ((string?)understood["id"], (string?)understood["finish"]));
        AssertUsage(protocol, truth.Usage!, understood["usage"]!);
        Assert.Equal(
            truth.Calls.Select(call => (call.Id, call.Name, call.Arguments.ToJsonString())),
            understood["calls"]!.AsArray().Select(call => ((string)call!["id"]!, (string)call["name"]!, call["arguments"]!.ToJsonString())));
    }

    // Only Anthropic's protocol tells what went into a cache, and it alone does not tell reasoning apart.
    private static void AssertUsage(string protocol, ScriptUsage truth, JsonNode understood)
    {
        bool anthropic = protocol == "messages";
        Assert.Equal(
            (truth.Prompt, truth.Cached, anthropic ? truth.CacheCreation : 0, truth.Completion, anthropic ? 0 : truth.Reasoning),
            ((long)understood["prompt"]!, (long)understood["cached"]!, (long)understood["cacheCreation"]!, (long)understood["completion"]!, (long)understood["reasoning"]!));
    }
}
