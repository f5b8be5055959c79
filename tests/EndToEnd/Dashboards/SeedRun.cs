using Tracing.EndToEnd.Tests.Sdks;
using Tracing.Processes;

namespace Tracing.EndToEnd.Tests.Dashboards;

/// <summary>The published run, sent by <c>tracing import</c> as a user would.</summary>
internal static class SeedRun
{
    public static async Task ImportAsync(IDeployment deployment, CancellationToken cancellation)
    {
        string demo = Path.Combine(RepositoryPaths.Root, "src", "Tracing", "Demo");
        await using ChildProcess import = TracingProcess.Run(
            ["import", Path.Combine(demo, "seed-run.traces.json"), Path.Combine(demo, "seed-run.logs.json"), "--endpoint", deployment.Http.ToString()]);
        Assert.Equal(0, await import.WaitForExitAsync(cancellation));

        using var graphQl = new GraphQlClient(deployment.Query);
        await graphQl.AskUntilAsync(
            "{ cells(first: 1) { nodes { runs { scores { axis } spans { spanId } } } } }",
            null,
            answer => answer.GetProperty("cells").GetProperty("nodes").EnumerateArray().SelectMany(cell => cell.GetProperty("runs").EnumerateArray())
                .Any(run => run.GetProperty("scores").GetArrayLength() >= 7 && run.GetProperty("spans").GetArrayLength() == 5),
            cancellation);
    }
}
