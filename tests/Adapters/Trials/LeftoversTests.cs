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

    public void Dispose() => root.Dispose();

    private RunFolder Create() => RunFolder.Create(root.Path, new RunNote("r1", "s/a/m/c/t", 1, Guid.CreateVersion7().ToString("N")));

    private Task<int> EndAsync() => new Leftovers(root.Path, told, TimeProvider.System, NullLogger.Instance).EndAsync();
}
