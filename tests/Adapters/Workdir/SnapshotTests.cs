using System.Security.Cryptography;
using System.Text;
using Tracing.Adapters.Workdir;

namespace Tracing.Adapters.Tests.Workdir;

public sealed class SnapshotTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_known_by_its_hash_its_size_and_whether_it_may_be_executed()
    {
        _folder.Write("bin/run.sh", "echo é\n");
        _folder.Run("chmod", "700", "bin/run.sh");
        _folder.Write("a.txt", "");

        IReadOnlyDictionary<string, SnapshotEntry> entries = _folder.Snapshot().Entries;

        Assert.Equal(["a.txt", "bin/run.sh"], entries.Keys);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("echo é\n"))), entries["bin/run.sh"].Sha256);
        Assert.Equal((8L, true), (entries["bin/run.sh"].Size, entries["bin/run.sh"].Executable));
        Assert.False(entries["a.txt"].Executable);
    }

    [Fact]
    public void Links_are_told_by_their_targets_and_never_followed_not_even_in_a_loop()
    {
        using WorkFolder outside = new();
        outside.Write("secret.txt", "secret");
        _folder.Write("dir/file.txt", "x");
        File.CreateSymbolicLink(_folder.Place("dir/loop"), "../dir");
        File.CreateSymbolicLink(_folder.Place("out"), outside.Root);
        File.CreateSymbolicLink(_folder.Place("broken"), "nowhere");

        IReadOnlyDictionary<string, SnapshotEntry> entries = _folder.Snapshot().Entries;

        Assert.Equal(["broken", "dir/file.txt", "dir/loop", "out"], entries.Keys);
        Assert.Equal((EntryKind.Symlink, "../dir"), (entries["dir/loop"].Kind, entries["dir/loop"].Target));
    }

    [Fact]
    public void A_pipe_and_a_name_that_is_not_UTF8_are_told_and_not_opened()
    {
        _folder.Run("bash", "-c", "mkfifo pipe; printf x > $'bad\\xff'; printf y > ok");

        IReadOnlyDictionary<string, SnapshotEntry> entries = _folder.Snapshot().Entries;

        Assert.Equal(EntryKind.Special, entries["pipe"].Kind);
        Assert.Equal(EntryKind.File, entries["ok"].Kind);
        Assert.Equal("its name is not UTF-8", Assert.Single(entries.Values, entry => entry.Kind == EntryKind.Unreadable).Problem);
    }

    [Fact]
    public void The_tasks_own_git_folder_is_left_out_and_another_one_is_told()
    {
        _folder.Write(".git/HEAD", "ref: refs/heads/main\n");
        _folder.Write("a.txt", "a");
        var options = new SnapshotOptions { OwnGitFolder = ".git" };

        WorkdirComparison comparison = _folder.Compare(
            () =>
            {
                _folder.Write(".git/index", "changed");
                _folder.Write("sub/.git/HEAD", "x");
            },
            options);

        Assert.Empty(comparison.Changes);
        Assert.Equal(["sub/.git"], comparison.ExtraGitFolders);
        Assert.True(comparison.Evidence([])!.ExtraGitFolder);
    }

    [Fact]
    public void A_git_folder_that_was_there_before_is_not_extra()
    {
        _folder.Write("vendor/lib/.git/HEAD", "x");

        Assert.Empty(_folder.Compare(() => _folder.Write("vendor/lib/.git/index", "y")).ExtraGitFolders);
    }

    [Fact]
    public void Beyond_the_bound_of_entries_the_snapshot_says_that_it_is_not_whole_and_gives_no_evidence()
    {
        for (int i = 0; i < 5; i++)
        {
            _folder.Write($"{i}.txt", "x");
        }

        WorkdirComparison comparison = _folder.Compare(() => { }, new SnapshotOptions { MostEntries = 3 });

        Assert.False(comparison.Complete);
        Assert.Null(comparison.Evidence([]));
        Assert.True(_folder.Snapshot(new SnapshotOptions { MostEntries = 5 }).Complete);
    }

    [Fact]
    public void A_deep_tree_is_walked_to_where_the_system_opens_paths_and_the_rest_is_told()
    {
        _folder.Run("bash", "-c", "for i in $(seq 60); do mkdir d; cd d; done; echo x > leaf");
        _folder.Run("bash", "-c", "n=$(printf 'n%.0s' $(seq 200)); for i in $(seq 30); do mkdir $n; cd $n; done; echo x > leaf");

        WorkdirSnapshot snapshot = _folder.Snapshot();

        Assert.Equal(EntryKind.File, snapshot.Entries[string.Concat(Enumerable.Repeat("d/", 60)) + "leaf"].Kind);
        SnapshotEntry tooDeep = Assert.Single(snapshot.Entries.Values, entry => entry.Path.StartsWith('n'));
        Assert.Equal(EntryKind.Unreadable, tooDeep.Kind);
    }

    [Fact]
    public async Task Files_that_come_and_go_meanwhile_do_not_break_the_walk()
    {
        _folder.Write("z.txt", "stays");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var begun = new TaskCompletionSource();
        Task churn = Task.Run(() =>
        {
            for (int i = 0; !stop.IsCancellationRequested; i = (i + 1) % 50)
            {
                _folder.Write($"d{i}/f.txt", "x");
                Directory.Delete(_folder.Place($"d{i}"), recursive: true);
                begun.TrySetResult();
            }
        }, CancellationToken.None);
        await begun.Task;

        for (int i = 0; i < 200; i++)
        {
            Assert.Contains("z.txt", _folder.Snapshot().Entries.Keys);
        }

        await stop.CancelAsync();
        await churn;
    }

    [Fact]
    public void A_large_file_is_hashed_and_has_no_diff_and_one_beyond_all_bounds_is_told_as_unreadable()
    {
        _folder.Write("large.txt", new string('a', 2000));
        _folder.Write("huge.txt", new string('a', 5000));
        var options = new SnapshotOptions { MostKeptFileBytes = 1000, MostFileBytes = 4000 };

        WorkdirComparison comparison = _folder.Compare(() => _folder.Write("large.txt", new string('b', 2000)), options);

        WorkdirChange change = Assert.Single(comparison.Changes);
        Assert.NotEqual(change.Before!.Sha256, change.After!.Sha256);
        Assert.Contains("Too large for a diff", change.Diff, StringComparison.Ordinal);
        Assert.Equal("it is too large", _folder.Snapshot(options).Entries["huge.txt"].Problem);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_refused_without_naming_where_it_was_looked_for()
    {
        var fault = Assert.Throws<DirectoryNotFoundException>(() =>
            SnapshotReader.Take(_folder.Place("none"), new SnapshotOptions(), null, TestContext.Current.CancellationToken));

        Assert.DoesNotContain(_folder.Root, fault.Message, StringComparison.Ordinal);
    }
}
