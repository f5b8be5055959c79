using Microsoft.Extensions.Logging.Abstractions;
using Tracing.Adapters.Tests.Telemetry;
using Tracing.Adapters.Trials;
using Tracing.Processes;

namespace Tracing.Adapters.Tests.Trials;

public sealed class LeftoversTests : IDisposable
{
    private readonly TemporaryFolder root = new();
    private readonly KeptRequests told = new();

    [Fact]
    public async Task A_run_that_was_left_is_told_once_and_its_folder_is_deleted_whatever_its_rights()
    {
        using (RunFolder folder = Create())
        {
            string closed = Path.Join(folder.Folders.Work, "closed");
            Directory.CreateDirectory(closed);
            await File.WriteAllTextAsync(Path.Join(closed, "a"), "a", TestContext.Current.CancellationToken);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(closed, UnixFileMode.None);
            }
        }

        Assert.Equal((1, 0), (await EndAsync(), await EndAsync()));
        Assert.Empty(Directory.GetDirectories(root.Path));
        Assert.Contains("infrastructure_failed", Assert.Single(told.Requests).Json, StringComparison.Ordinal);
        Assert.Contains("\"r1\"", told.Requests[0].Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_has_told_its_end_tells_no_other()
    {
        using (RunFolder folder = Create())
        {
            File.Delete(Path.Join(folder.Path, "run.json"));
        }

        Assert.Equal(1, await EndAsync());
        Assert.Empty(Directory.GetDirectories(root.Path));
        Assert.Empty(told.Requests);
    }

    [Fact]
    public async Task A_run_of_a_living_process_is_left_alone()
    {
        using RunFolder folder = Create();

        Assert.Equal(0, await EndAsync());
        Assert.True(Directory.Exists(folder.Folders.Work));
    }

    [Fact]
    public async Task Names_that_are_no_text_and_sockets_in_a_place_of_their_own_are_deleted_too()
    {
        string longRoot = root[new string('r', 120)];
        string sockets;
        using (RunFolder folder = RunFolder.Create(longRoot, new RunNote("r1", "s/a/m/c/t", 1, Guid.CreateVersion7().ToString("N"))))
        {
            sockets = folder.Folders.Sockets;
            await using ChildProcess odd = ChildProcess.Start("sh", ["-c", "cd \"$1\" && mkdir $(printf 'd\\376') && touch $(printf 'd\\376/\\377') && chmod 0 $(printf 'd\\376')", "sh", folder.Folders.Work]);
            Assert.True(await odd.WaitForExitAsync(TestContext.Current.CancellationToken) == 0, odd.Transcript);
        }

        Assert.True(Directory.Exists(sockets) && sockets.Length < 80, sockets);
        Assert.Equal(1, await EndAsync(longRoot));
        Assert.Empty(Directory.GetDirectories(longRoot));
        Assert.False(Directory.Exists(sockets));
    }

    [Fact]
    public async Task One_that_cannot_be_read_or_has_a_torn_note_keeps_no_other_from_its_end()
    {
        Directory.CreateDirectory(root["0/lock"]);
        using (RunFolder torn = Create())
        {
            await File.WriteAllTextAsync(Path.Join(torn.Path, "run.json"), "{\"RunId\":", TestContext.Current.CancellationToken);
        }

        using (Create())
        {
        }

        Assert.Equal(2, await EndAsync());
        Assert.Equal([root["0"]], Directory.GetDirectories(root.Path));
        Assert.Single(told.Requests);
    }

    public void Dispose() => root.Dispose();

    private RunFolder Create() => RunFolder.Create(root.Path, new RunNote("r1", "s/a/m/c/t", 1, Guid.CreateVersion7().ToString("N")));

    private Task<int> EndAsync(string? folder = null) => new Leftovers(folder ?? root.Path, told, TimeProvider.System, NullLogger.Instance).EndAsync();
}
