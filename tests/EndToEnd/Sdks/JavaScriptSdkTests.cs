using System.Text.Json.Nodes;
using Tracing.Processes;

namespace Tracing.EndToEnd.Tests.Sdks;

/// <summary>The OpenTelemetry SDK for JavaScript against one process.</summary>
public sealed class JavaScriptSdkOnUpTests(UpFixture up) : JavaScriptSdkTests(up), IClassFixture<UpFixture>;

/// <summary>The OpenTelemetry SDK for JavaScript against collectors and a query service that run apart.</summary>
public sealed class JavaScriptSdkOnSeparateProcessesTests(SeparateProcessesFixture apart) : JavaScriptSdkTests(apart), IClassFixture<SeparateProcessesFixture>;

/// <summary>What the OpenTelemetry SDK for JavaScript may expect of any deployment.</summary>
[Trait("weight", "heavy")]
public abstract class JavaScriptSdkTests(IDeployment deployment)
{
    private static readonly string Folder = Path.Combine(RepositoryPaths.Root, "tests/EndToEnd/js-sdk");

    [Theory]
    [InlineData("grpc")]
    [InlineData("http/protobuf")]
    [InlineData("http/json")]
    public async Task Spans_and_logs_come_back_as_the_sdk_held_them(string transport)
    {
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        guard.CancelAfter(TimeSpan.FromMinutes(5));
        string run = "javascript-" + transport.Replace('/', '-');
        JsonObject sent = await EmitAsync(transport, run, guard.Token);
        JsonNode[] spans = [.. sent["spans"]!.AsArray().Select(span => span!)];
        JsonNode[] logs = [.. sent["logs"]!.AsArray().Select(log => log!)];

        using var stored = new StoredTelemetry(deployment);

        Assert.Equal(45, spans.Length);
        Assert.Equal(CanonicalRecord.All(spans), CanonicalRecord.All(await stored.SpansAsync(run, spans.Length, guard.Token)));
        Assert.Equal(4, logs.Length);
        Assert.Equal(CanonicalRecord.All(logs), CanonicalRecord.All(await stored.LogsAsync(run, logs.Length, guard.Token)));
    }

    private async Task<JsonObject> EmitAsync(string transport, string run, CancellationToken cancellation)
    {
        await NpmFolder.InstallAsync(Folder, cancellation);
        Uri endpoint = transport == "grpc" ? deployment.Grpc : deployment.Http;
        await using ChildProcess node = ChildProcess.Start("node", ["emit.mjs", transport, endpoint.ToString(), run], Folder);
        Assert.True(await node.WaitForExitAsync(cancellation) == 0, node.Transcript);
        return (JsonObject)JsonNode.Parse(node.OutputLines[^1])!;
    }
}
