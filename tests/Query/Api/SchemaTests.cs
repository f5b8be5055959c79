using System.Runtime.CompilerServices;
using Tracing.Query.Tests.Support;

namespace Tracing.Query.Tests.Api;

public sealed class SchemaTests
{
    /// <summary>Set to 1, the committed file is written anew instead of compared.</summary>
    private const string Regenerate = "TRACING_WRITE_SCHEMA";

    [Fact]
    public async Task The_committed_schema_is_the_served_one()
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();
        string served = await host.Http.GetStringAsync(new Uri("/schema.graphql", UriKind.Relative), QueryHost.Cancellation);
        string file = Committed();
        if (Environment.GetEnvironmentVariable(Regenerate) == "1")
        {
            await File.WriteAllTextAsync(file, served, QueryHost.Cancellation);
        }

        Assert.Equal(await File.ReadAllTextAsync(file, QueryHost.Cancellation), served);
    }

    private static string Committed([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "src", "Query", "schema.graphql"));
}
