using System.Text.Json.Nodes;
using OpenTelemetry.Exporter;

namespace Tracing.EndToEnd.Tests.Sdks;

/// <summary>The OpenTelemetry SDK for .NET against one process.</summary>
public sealed class DotNetSdkOnUpTests(UpFixture up) : DotNetSdkTests(up), IClassFixture<UpFixture>;

/// <summary>The OpenTelemetry SDK for .NET against collectors and a query service that run apart.</summary>
public sealed class DotNetSdkOnSeparateProcessesTests(SeparateProcessesFixture apart) : DotNetSdkTests(apart), IClassFixture<SeparateProcessesFixture>;

/// <summary>What the OpenTelemetry SDK for .NET may expect of any deployment.</summary>
[Trait("weight", "heavy")]
public abstract class DotNetSdkTests(IDeployment deployment)
{
    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public async Task Spans_come_back_as_the_sdk_held_them(OtlpExportProtocol protocol)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        string run = $"dotnet-{protocol}";
        IReadOnlyList<JsonNode> spans = DotNetEmission.Emit(protocol, protocol == OtlpExportProtocol.Grpc ? deployment.Grpc : deployment.Http, run);

        using var stored = new StoredTelemetry(deployment);

        Assert.Equal(45, spans.Count);
        Assert.Equal(CanonicalRecord.All(spans), CanonicalRecord.All(await stored.SpansAsync(run, spans.Count, cancellation)));
    }

    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public async Task Logs_come_back_as_they_were_written(OtlpExportProtocol protocol)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        string run = $"dotnet-logs-{protocol}";
        IReadOnlyList<JsonNode> logs = DotNetLogEmission.Emit(protocol, protocol == OtlpExportProtocol.Grpc ? deployment.Grpc : deployment.Http, run);

        using var stored = new StoredTelemetry(deployment);

        Assert.Equal(3, logs.Count);
        Assert.Equal(CanonicalRecord.All(logs), CanonicalRecord.All(await stored.LogsAsync(run, logs.Count, cancellation)));
    }
}
