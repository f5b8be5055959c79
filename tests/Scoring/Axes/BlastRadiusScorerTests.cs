using System.Text.Json.Nodes;
using Tracing.Scoring.Axes;
using Tracing.Scoring.Evidence;
using Tracing.Vocabulary;

namespace Tracing.Scoring.Tests.Axes;

public sealed class BlastRadiusScorerTests
{
    private static readonly GlobPattern[] Sources = [GlobPattern.Parse("src/**"), GlobPattern.Parse("go.mod")];

    [Fact]
    public void Unexpected_changes_count_against_all_changes_and_lists_are_in_order()
    {
        AxisScore score = BlastRadiusScorer.Score(new WorkdirChanges(
            [
                new ChangedFile(FileChanges.Modified, "src/z.go"),
                new ChangedFile(FileChanges.Modified, "src/a.go"),
                new ChangedFile(FileChanges.Added, "notes.txt"),
                new ChangedFile(FileChanges.Removed, "README.md"),
            ],
            Sources,
            ExtraGitFolder: false));

        Assert.Equal(0.5, score.Value);
        Assert.Equal(
            """{"blast_radius":0.5,"added":["notes.txt"],"removed":["README.md"],"modified":["src/a.go","src/z.go"],"unexpected_changes":["README.md","notes.txt"],"expected_changes":["src/a.go","src/z.go"],"total_changes":4,"extra_git_dir":false}""",
            score.Details);
    }

    [Fact]
    public void A_renamed_file_is_a_removed_and_an_added_one_each_judged_by_its_own_path()
    {
        AxisScore score = BlastRadiusScorer.Score(new WorkdirChanges([new ChangedFile(FileChanges.Renamed, "lib/a.go", From: "src/a.go")], Sources));

        Assert.Equal(0.5, score.Value);
        Assert.Equal(
            """{"blast_radius":0.5,"added":["lib/a.go"],"removed":["src/a.go"],"modified":[],"unexpected_changes":["lib/a.go"],"expected_changes":["src/a.go"],"total_changes":2,"extra_git_dir":null}""",
            score.Details);
    }

    [Fact]
    public void An_extra_git_folder_is_told_and_does_not_count()
    {
        AxisScore score = BlastRadiusScorer.Score(new WorkdirChanges([], Sources, ExtraGitFolder: true));

        Assert.Equal(0, score.Value);
        Assert.Contains("\"extra_git_dir\":true", score.Details, StringComparison.Ordinal);
        Assert.Contains(".git", score.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_change_is_expected_every_change_is_unexpected()
    {
        Assert.Equal(1, BlastRadiusScorer.Score(new WorkdirChanges([new ChangedFile(FileChanges.Added, "a")], [])).Value);
    }

    [Fact]
    public void A_task_that_does_not_say_what_may_change_is_judged_only_where_nothing_did()
    {
        AxisScore changed = BlastRadiusScorer.Score(new WorkdirChanges([new ChangedFile(FileChanges.Added, "a")], Expected: null));

        Assert.Equal(0, BlastRadiusScorer.Score(new WorkdirChanges([], Expected: null)).Value);
        Assert.Null(changed.Value);
        Assert.Contains("\"unexpected_changes\":null,\"expected_changes\":null,\"total_changes\":1", changed.Details, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_was_told_twice_counts_once()
    {
        AxisScore score = BlastRadiusScorer.Score(new WorkdirChanges([new ChangedFile(FileChanges.Added, "a"), new ChangedFile(FileChanges.Modified, "a"), new ChangedFile(FileChanges.Modified, "go.mod")], Sources));

        Assert.Equal(0.5, score.Value);
    }

    [Fact]
    public void Long_lists_are_cut_and_say_so_while_counts_are_of_all()
    {
        ChangedFile[] files = [.. Enumerable.Range(0, 2000).Select(i => new ChangedFile(FileChanges.Added, $"node_modules/{i:0000}.js"))];

        AxisScore score = BlastRadiusScorer.Score(new WorkdirChanges(files, Sources));

        JsonNode details = JsonNode.Parse(score.Details)!;
        Assert.Equal(BlastRadiusScorer.MostPaths, details["added"]!.AsArray().Count);
        Assert.Equal(2000, details["total_changes"]!.GetValue<int>());
        Assert.True(details["lists_cut"]!.GetValue<bool>());
        Assert.Equal(1, score.Value);
    }
}
