using System.Text.Json;
using Tracing.Query.Tests.Support;

namespace Tracing.Query.Tests.Transport;

public sealed class ClientTests(EngineFixture.EngineFixture engine)
{
    [Fact]
    public async Task The_audit_of_graphql_http_passes_61_of_61()
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();

        (int exitCode, string output) = await NodeScript.RunAsync("audit.mjs", host.GraphQl.ToString());

        Assert.True(exitCode == 0, output);
        JsonElement result = JsonElement.Parse(output);
        Assert.Equal((61, 61), (result.GetProperty("total").GetInt32(), result.GetProperty("ok").GetInt32()));
    }

    [Fact]
    public async Task Graphql_request_apollo_and_urql_read_schema_and_data()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await SeedRun.StoreAsync(host);

        (int exitCode, string output) = await NodeScript.RunAsync("clients.mjs", host.GraphQl.ToString(), SeedRun.Cell);

        Assert.True(exitCode == 0, output);
        Assert.Equal(["graphql-request", "apollo", "urql", "urql-get"], JsonElement.Parse(output).EnumerateObject().Select(client => client.Name));
    }
}
