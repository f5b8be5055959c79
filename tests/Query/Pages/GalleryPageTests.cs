using System.Net;
using System.Text;
using Tracing.Query.Tests.Support;
using Tracing.Storage.Rows;
using Tracing.Storage.Writes;
using Tracing.Vocabulary;

namespace Tracing.Query.Tests.Pages;

public sealed class GalleryPageTests(EngineFixture.EngineFixture engine)
{
    private const string Hash = "aa";

    [Fact]
    public async Task A_card_tells_of_its_run_and_shows_the_end_of_its_recording_as_text()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await StoreAsync(host, "s/a/m/c/t", "one", ArtifactMakings.Pty, """
            {"version":2,"width":80,"height":24}
            [0.1,"o","\u001b[2J\u001b[1mhello\u001b[0m\r\nhalf"]
            [0.2,"i","typed"]
            [0.3,"o","\rwhole <b>line</b>\r\n\u001b]0;title\u0007done\r\n"]
            """);
        await StoreAsync(host, "other/a/n/c/t", "two", ArtifactMakings.Rendered, "no recording");

        string page = await host.PageAsync("/gallery");
        string text = PageReading.Text(page);

        PageReading.Tells("|a × m|c/t · s · trial 1|hello\nwhole <b>line</b>\ndone|State|finished|Pass|1.000|Wall|not recorded|Run took|10.00 s|Recording|pseudo-terminal, ", text);
        PageReading.Tells("It shows no text.|State|finished|", text);
        PageReading.Tells("|rendered, 12 B|", text);
        Assert.Contains("/cell/a/m/c/t?sweep=s&trial=1#playback", PageReading.Links(page, "/cell/"));
        Assert.DoesNotContain("typed", text, StringComparison.Ordinal);
        Assert.Equal(["/cell/a/n/c/t?sweep=other&trial=1#playback"], PageReading.Links(await host.PageAsync("/gallery?sweep=other"), "/cell/"));
        PageReading.Tells("No recording of a terminal is here.", await host.PageAsync("/gallery?sweep=none"));
        PageReading.HoldsNoForeignMarkup(page);
    }

    [Fact]
    public async Task Pages_follow_each_other_and_runs_without_a_recording_are_not_there()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await host.Store.Derived.WriteAsync(
            new DerivedRows
            {
                Runs = [.. Enumerable.Range(1, 20).Select(i => Support.Runs.Run("s/a/m/c/t", $"r{i:00}", trial: (uint)i, startedAt: Support.Runs.Epoch + i))],
                Artifacts = [.. Enumerable.Range(1, 15).Select(i => Artifact($"r{i:00}", ArtifactKinds.Recording, ArtifactMakings.Pty, 10)), Artifact("r20", ArtifactKinds.Stdout, ArtifactMakings.Verbatim, 10)],
            },
            QueryHost.Cancellation);

        string first = await host.PageAsync("/gallery?sweep=s");
        string next = Assert.Single(PageReading.Links(first, "/gallery?sweep=s&after="));
        string[] links = [.. PageReading.Links(first, "/cell/"), .. PageReading.Links(await host.PageAsync(next), "/cell/")];

        Assert.Equal(15, links.Distinct().Count());
        Assert.Equal("/cell/a/m/c/t?sweep=s&trial=15#playback", links[0]);
        await host.PageAsync("/gallery?after=nonsense", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_key_in_a_recording_is_hidden_also_where_its_line_is_cut()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        string line = new string('x', 75) + " sk-proj-abcdefgh12345678";
        await StoreAsync(host, "s/a/m/c/t", "one", ArtifactMakings.Pty, $$"""
            {"version":2,"width":80,"height":24}
            [0.1,"o","{{line}}\r\n"]
            """);

        string page = await host.PageAsync("/gallery");

        Assert.DoesNotContain("sk-proj", page, StringComparison.Ordinal);
        PageReading.Tells(" [redacted]", page);
    }

    private static async Task StoreAsync(QueryHost host, string cell, string run, string made, string cast)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(cast);
        await host.Store.Derived.WriteAsync(
            new DerivedRows { Runs = [Support.Runs.Run(cell, run)], AxisScores = [Support.Runs.Score(run, AxisNames.PassRate, 1)], Artifacts = [Artifact(run, ArtifactKinds.Recording, made, (ulong)bytes.Length)] },
            QueryHost.Cancellation);
        await RawLogs.InsertChunksAsync(host.Database, run, ArtifactKinds.Recording, made, Hash, bytes);
    }

    private static ArtifactRow Artifact(string run, string kind, string made, ulong size) => new()
    {
        RunId = run, Version = 1, Kind = kind, Format = "asciicast-v2", Made = made, Sha256 = Hash, Size = size, Chunks = 1, Complete = true, Truncated = false, Encoding = "",
    };
}
