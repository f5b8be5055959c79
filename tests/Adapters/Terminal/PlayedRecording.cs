using System.Text.Json;
using Tracing.Processes;

namespace Tracing.Adapters.Tests.Terminal;

/// <summary>What the player of asciinema reads out of a recording.</summary>
/// <param name="Output">All output.</param>
/// <param name="Duration">Seconds.</param>
/// <param name="Resizes">Sizes that the terminal got, <c>90x30</c>.</param>
/// <param name="Markers">Labels of markers.</param>
internal sealed record PlayedRecording(string Output, double Duration, IReadOnlyList<string> Resizes, IReadOnlyList<string> Markers)
{
    private static readonly string Folder = Path.Combine(RepositoryPaths.Root, "tests", "Adapters", "Terminal", "player");

    public static async Task<PlayedRecording> ReadAsync(string file, CancellationToken cancellation)
    {
        await NpmFolder.InstallAsync(Folder, cancellation);
        await using ChildProcess node = ChildProcess.Start("node", [Path.Combine(Folder, "read.mjs"), file]);
        Assert.True(await node.WaitForExitAsync(cancellation) == 0, node.Transcript);
        using JsonDocument told = JsonDocument.Parse(string.Concat(node.OutputLines));
        Assert.Empty(Texts(told, "errors"));
        return new PlayedRecording(
            told.RootElement.GetProperty("output").GetString()!,
            told.RootElement.GetProperty("duration").GetDouble(),
            Texts(told, "resizes"),
            [.. told.RootElement.GetProperty("markers").EnumerateArray().Select(marker => marker[1].GetString()!)]);
    }

    private static string[] Texts(JsonDocument told, string name) => [.. told.RootElement.GetProperty(name).EnumerateArray().Select(one => one.GetString()!)];
}
