using Tracing.EndToEnd.Tests.Sdks;
using Tracing.Processes;

namespace Tracing.EndToEnd.Tests.Dashboards;

/// <summary>A run with two model calls, sent by <c>tracing import</c> as a user would.</summary>
internal static class CallsRun
{
    private const string Cell = "calls-20260502/scripted/example/small/polyglot/two-calls";

    public static async Task ImportAsync(IDeployment deployment, CancellationToken cancellation)
    {
        string file = Path.Combine(RepositoryPaths.Root, "tests", "EndToEnd", "Dashboards", "calls-run.traces.json");
        await using ChildProcess import = TracingProcess.Run(["import", file, "--endpoint", deployment.Http.ToString()]);
        Assert.Equal(0, await import.WaitForExitAsync(cancellation));

        using var graphQl = new GraphQlClient(deployment.Query);
        await graphQl.AskUntilAsync(
            "{ cells(first: 10) { nodes { id runs { modelCalls { index } } } } }",
            null,
            answer => answer.GetProperty("cells").GetProperty("nodes").EnumerateArray().Where(cell => cell.GetProperty("id").GetString() == Cell)
                .SelectMany(cell => cell.GetProperty("runs").EnumerateArray()).Any(run => run.GetProperty("modelCalls").GetArrayLength() == 2),
            cancellation);
    }
}
