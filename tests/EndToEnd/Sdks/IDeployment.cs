namespace Tracing.EndToEnd.Tests.Sdks;

/// <summary>Running processes that together collect and answer, in whatever arrangement.</summary>
public interface IDeployment
{
    /// <summary>OTLP over gRPC.</summary>
    Uri Grpc { get; }

    /// <summary>OTLP over HTTP.</summary>
    Uri Http { get; }

    /// <summary>GraphQL.</summary>
    Uri Query { get; }

    /// <summary>A ClickHouse HTTP interface on the same data.</summary>
    Uri Engine { get; }
}
