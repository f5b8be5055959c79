using System.Text.Json.Nodes;
using OpenTelemetry.Exporter;

namespace Tracing.EndToEnd.Tests.Sdks;

/// <summary>The OpenTelemetry SDK for .NET against the shipped program.</summary>
[Trait("weight", "heavy")]
public sealed class DotNetSdkTests(UpFixture up) : IClassFixture<UpFixture>
{
    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public async Task Spans_come_back_as_the_sdk_held_them(OtlpExportProtocol protocol)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        string run = $"dotnet-{protocol}";
        IReadOnlyList<JsonNode> spans = DotNetEmission.Emit(protocol, protocol == OtlpExportProtocol.Grpc ? up.Tracing.Grpc : up.Tracing.Http, run);

        using var stored = new StoredTelemetry(up.Tracing);

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
        IReadOnlyList<JsonNode> logs = DotNetLogEmission.Emit(protocol, protocol == OtlpExportProtocol.Grpc ? up.Tracing.Grpc : up.Tracing.Http, run);

        using var stored = new StoredTelemetry(up.Tracing);

        Assert.Equal(3, logs.Count);
        Assert.Equal(CanonicalRecord.All(logs), CanonicalRecord.All(await stored.LogsAsync(run, logs.Count, cancellation)));
    }
}
