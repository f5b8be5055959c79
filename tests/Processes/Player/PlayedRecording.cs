using System.Text.Json;

namespace Tracing.Processes.Player;

/// <summary>What the player of asciinema reads out of a recording.</summary>
/// <param name="Output">All output.</param>
/// <param name="Duration">Seconds.</param>
/// <param name="Resizes">Sizes that the terminal got, <c>90x30</c>.</param>
/// <param name="Markers">Labels of markers.</param>
public sealed record PlayedRecording(string Output, double Duration, IReadOnlyList<string> Resizes, IReadOnlyList<string> Markers)
{
    private static readonly string Folder = Path.Combine(RepositoryPaths.Root, "tests", "Processes", "Player");

    /// <summary>Installs the player; <see cref="ReadAsync"/> does so too, where there is a network.</summary>
    /// <param name="cancellation">Ends it.</param>
    public static Task InstallAsync(CancellationToken cancellation) => NpmFolder.InstallAsync(Folder, cancellation);

    /// <summary>Plays a recording to its end.</summary>
    /// <param name="file">The recording.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InvalidOperationException">The player cannot play it; the message says what it said.</exception>
    public static async Task<PlayedRecording> ReadAsync(string file, CancellationToken cancellation)
    {
        await InstallAsync(cancellation);
        await using ChildProcess node = ChildProcess.Start("node", [Path.Combine(Folder, "read.mjs"), file]);
        if (await node.WaitForExitAsync(cancellation) != 0)
        {
            throw new InvalidOperationException(node.Transcript);
        }

        using JsonDocument told = JsonDocument.Parse(string.Concat(node.OutputLines));
        if (Texts(told, "errors") is { Length: > 0 } errors)
        {
            throw new InvalidOperationException(string.Join('\n', errors));
        }

        return new PlayedRecording(
            told.RootElement.GetProperty("output").GetString()!,
            told.RootElement.GetProperty("duration").GetDouble(),
            Texts(told, "resizes"),
            [.. told.RootElement.GetProperty("markers").EnumerateArray().Select(marker => marker[1].GetString()!)]);
    }

    private static string[] Texts(JsonDocument told, string name) => [.. told.RootElement.GetProperty(name).EnumerateArray().Select(one => one.GetString()!)];
}
