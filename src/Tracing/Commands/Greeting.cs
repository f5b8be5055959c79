using Tracing.Options;
using Tracing.Roles;

namespace Tracing.Commands;

/// <summary>What a service prints when it is ready: lines to copy and paste.</summary>
internal static class Greeting
{
    public static async Task<bool> WriteAsync(TextWriter output, RunningRoles running, TracingOptions options)
    {
        string? grpc = Address(running.Pipeline?.Receiver.GrpcAddress);
        string? http = Address(running.Pipeline?.Receiver.HttpAddress);
        if (running.Pipeline is not null)
        {
            await output.WriteLineAsync("Point a harness at it:");
            if (http is not null)
            {
                await output.WriteLineAsync($"  export OTEL_EXPORTER_OTLP_ENDPOINT={http} OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf");
            }

            if (grpc is not null)
            {
                await output.WriteLineAsync($"  export OTEL_EXPORTER_OTLP_ENDPOINT={grpc} OTEL_EXPORTER_OTLP_PROTOCOL=grpc");
            }

            await output.WriteLineAsync("  export OTEL_RESOURCE_ATTRIBUTES='bench.cell.id=my-sweep/my-agent/my-model/my-category/my-task,bench.run.id=run-1'");
        }

        if (running.Query is { } query)
        {
            await output.WriteLineAsync($"Look: {query.Url}/ · GraphiQL: {query.Url}/graphiql");
            await output.WriteLineAsync("Ask:");
            await output.WriteLineAsync($"  curl -s {query.Url}/graphql -H 'Content-Type: application/json' -d '{{\"query\":\"{{ cells(first: 5) {{ nodes {{ id runs {{ state }} }} }} }}\"}}'");
        }

        await output.WriteLineAsync("Grafana (plugin grafana-clickhouse-datasource, provisioning in dashboards/):");
        await output.WriteLineAsync((running.Face, options.Storage.Url) switch
        {
            ({ } face, _) => $"  host {face.Address.Host}, port {face.Address.Port}, protocol http, database {options.Storage.Database}",
            (_, { } url) => $"  the ClickHouse server at {url}, database {options.Storage.Database}",
            _ => "  start with --engine 127.0.0.1:8123",
        });

        // The last line says that all of the above is ready; programs wait for it and read the addresses.
        string[] addresses = [.. new[] { ("grpc", grpc), ("http", http), ("query", running.Query?.Url), ("engine", Address(running.Face?.Address)) }
            .Where(pair => pair.Item2 is not null)
            .Select(pair => $"{pair.Item1}={pair.Item2}")];
        await output.WriteLineAsync("ready " + string.Join(' ', addresses));
        await output.FlushAsync();
        return true;
    }

    private static string? Address(Uri? address) => address?.GetLeftPart(UriPartial.Authority);
}
