using Tracing.Adapters.Workdir;
using Tracing.Scoring;
using Tracing.Scoring.Axes;
using Tracing.Scoring.Evidence;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Tests.Workdir;

public sealed class ComparisonTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_added_removed_modified_and_renamed_is_told_and_scored()
    {
        _folder.Write("handler.go", "one\ntwo\n");
        _folder.Write("old.go", "same bytes\n");
        _folder.Write("gone.txt", "gone\n");
        _folder.Write("kept.txt", "kept\n");

        WorkdirComparison comparison = _folder.Compare(() =>
        {
            _folder.Write("handler.go", "one\n2\n");
            File.Move(_folder.Place("old.go"), _folder.Place("new.go"));
            File.Delete(_folder.Place("gone.txt"));
            _folder.Write("notes/new.md", "hello");
        });

        Assert.Equal(
            [
                (FileChanges.Removed, "gone.txt", null),
                (FileChanges.Modified, "handler.go", null),
                (FileChanges.Renamed, "new.go", "old.go"),
                (FileChanges.Added, "notes/new.md", null),
            ],
            comparison.Changes.Select(change => (change.Change, change.Path, change.From)));
        Assert.Equal("diff --git a/handler.go b/handler.go\n--- a/handler.go\n+++ b/handler.go\n@@ -1,2 +1,2 @@\n one\n-two\n+2\n", comparison.Changes[1].Diff);
        AxisScore score = BlastRadiusScorer.Score(comparison.Evidence([GlobPattern.Parse("*.go")]));
        Assert.Equal(2.0 / 5, score.Value);
    }

    [Fact]
    public void A_change_is_told_by_the_attributes_of_the_vocabulary()
    {
        _folder.Write("src/a.go", "same bytes\n");

        WorkdirChange change = Assert.Single(_folder.Compare(() => File.Move(_folder.Place("src/a.go"), _folder.Place("b.go"))).Changes);

        string hash = change.After!.Sha256!;
        Assert.Matches("^[0-9a-f]{64}$", hash);
        Assert.Equal(
            [
                KeyValuePair.Create<string, object>("file.path", "b.go"),
                KeyValuePair.Create<string, object>("bench.change", "renamed"),
                KeyValuePair.Create<string, object>("bench.change.expected", false),
                KeyValuePair.Create<string, object>("bench.change.from", "src/a.go"),
                KeyValuePair.Create<string, object>("bench.change.sha256_before", hash),
                KeyValuePair.Create<string, object>("bench.change.sha256_after", hash),
            ],
            change.Attributes([GlobPattern.Parse("src/**")]));
        Assert.Contains(KeyValuePair.Create<string, object>("bench.change.expected", true), change.Attributes([GlobPattern.Parse("**/*.go")]));
        Assert.DoesNotContain(change.Attributes(expected: null), attribute => attribute.Key == "bench.change.expected");
    }

    [Fact]
    public void Renames_of_equal_files_pair_those_that_kept_their_name_and_an_empty_file_is_no_rename()
    {
        _folder.Write("a/x.txt", "same");
        _folder.Write("a/y.txt", "same");
        _folder.Write("empty", "");

        WorkdirComparison comparison = _folder.Compare(() =>
        {
            Directory.CreateDirectory(_folder.Place("b"));
            File.Move(_folder.Place("a/x.txt"), _folder.Place("b/a.txt"));
            File.Move(_folder.Place("a/y.txt"), _folder.Place("b/y.txt"));
            File.Move(_folder.Place("empty"), _folder.Place("void"));
        });

        Assert.Equal([("b/a.txt", "a/x.txt"), ("b/y.txt", "a/y.txt")], comparison.Changes.Where(change => change.From is not null).Select(change => (change.Path, change.From)));
        Assert.Equal([FileChanges.Removed, FileChanges.Added], comparison.Changes.Where(change => change.From is null).OrderBy(change => change.Path).Select(change => change.Change));
    }

    [Fact]
    public void A_change_of_permission_or_of_a_links_target_is_a_change_and_an_absolute_target_stays_home()
    {
        _folder.Write("run.sh", "x\n");
        File.CreateSymbolicLink(_folder.Place("link"), "one");
        File.CreateSymbolicLink(_folder.Place("out"), "one");

        WorkdirComparison comparison = _folder.Compare(() =>
        {
            _folder.Run("chmod", "+x", "run.sh");
            File.Delete(_folder.Place("link"));
            File.CreateSymbolicLink(_folder.Place("link"), "two");
            File.Delete(_folder.Place("out"));
            File.CreateSymbolicLink(_folder.Place("out"), _folder.Root);
        });

        Assert.Equal(["link", "out", "run.sh"], comparison.Changes.Select(change => change.Path));
        Assert.Contains("-one\n\\ No newline at end of file\n+two\n", comparison.Changes[0].Diff, StringComparison.Ordinal);
        Assert.Contains("old mode 100644\nnew mode 100755\n", comparison.Changes[2].Diff, StringComparison.Ordinal);
        Assert.All(comparison.Changes, change => Assert.DoesNotContain(_folder.Root, change.Diff, StringComparison.Ordinal));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_told_as_such()
    {
        File.WriteAllBytes(_folder.Place("image"), [1, 0, 2]);
        File.WriteAllBytes(_folder.Place("latin"), [0x66, 0xFC, 0x72]);

        WorkdirComparison comparison = _folder.Compare(() =>
        {
            File.WriteAllBytes(_folder.Place("image"), [1, 0, 3]);
            File.WriteAllBytes(_folder.Place("latin"), [0x66, 0xFC]);
        });

        Assert.Equal("diff --git a/image b/image\nBinary files a/image and b/image differ\n\\ Not text.\n", comparison.Changes[0].Diff);
        Assert.Contains("Not UTF-8", comparison.Changes[1].Diff, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_diff_is_cut_at_a_line_and_says_so_as_is_one_beyond_the_bound_of_all()
    {
        WorkdirComparison comparison = _folder.Compare(
            () =>
            {
                _folder.Write("a.txt", string.Concat(Enumerable.Repeat("line\n", 1000)));
                _folder.Write("b.txt", "short\n");
            },
            bounds: new DiffBounds { MostCharacters = 500, MostCharactersOfAll = 520 });

        Assert.All(comparison.Changes, change => Assert.True(change.DiffCut));
        Assert.Matches(@"\n\+line\n\\ Cut: \d+ of \d+ characters are shown\.\n$", comparison.Changes[0].Diff);
        Assert.StartsWith("\\ Cut: 0 of", comparison.Changes[1].Diff, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_read_is_told_as_such_and_what_becomes_unreadable_as_changed()
    {
        _folder.Write("grows.txt", "small");
        _folder.Write("large.txt", new string('a', 100));

        WorkdirComparison comparison = _folder.Compare(
            () =>
            {
                _folder.Write("grows.txt", new string('b', 100));
                _folder.Write("large.txt", new string('b', 100));
            },
            new SnapshotOptions { MostFileBytes = 50 });

        WorkdirChange change = Assert.Single(comparison.Changes);
        Assert.Equal("grows.txt", change.Path);
        Assert.EndsWith("\\ Not read: it is too large.\n", change.Diff, StringComparison.Ordinal);
        Assert.Equal(["large.txt"], comparison.Unread);
    }

    [Fact]
    public void A_protected_file_is_seen_edited_deleted_added_and_unreadable()
    {
        _folder.Write("tests/edited.py", "1");
        _folder.Write("tests/deleted.py", "1");
        _folder.Write("tests/kept.py", "1");
        WorkdirSnapshot before = _folder.Snapshot();
        _folder.Write("tests/edited.py", "2");
        File.Delete(_folder.Place("tests/deleted.py"));
        _folder.Write("tests/conftest.py", "");
        WorkdirSnapshot after = _folder.Snapshot(before: before);

        IReadOnlyList<ProtectedFile> files = ProtectedPaths.Of(before, after, [GlobPattern.Parse("tests/**")])!;

        AxisScore score = IntegrityScorer.Score(new ProtectedFiles("a/b", files));
        Assert.Equal(0, score.Value);
        Assert.EndsWith("\"protected_files\":4,\"edited\":[\"tests/edited.py\"],\"deleted\":[\"tests/deleted.py\"],\"added\":[\"tests/conftest.py\"],\"unreadable\":[]}", score.Details, StringComparison.Ordinal);
        Assert.Empty(ProtectedPaths.Of(before, after, [])!);
        Assert.Null(ProtectedPaths.Of(before, after with { Complete = false }, [GlobPattern.Parse("tests/**")]));
    }
}
