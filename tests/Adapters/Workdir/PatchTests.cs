using CsCheck;
using Tracing.Adapters.Workdir;

namespace Tracing.Adapters.Tests.Workdir;

/// <summary>The oracle is git: it applies what was written to what was before, and what is after comes out.</summary>
public sealed class PatchTests : IDisposable
{
    private static readonly Gen<string> Text = Gen.String[Gen.Char["ab\n\n\r"], 0, 24];

    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Git_applies_the_diffs_and_gets_what_was_after()
    {
        Gen.Select(Text, Text, Gen.Int[0, 3]).Array[150].Sample(
            pairs =>
            {
                using WorkFolder work = new();
                WorkdirSnapshot before = Fill(work, [.. pairs.Select(pair => pair.Item1)]);
                WorkdirSnapshot after = Fill(work, [.. pairs.Select(pair => pair.Item2)]);
                string patch = string.Concat(SnapshotComparer.Compare(before, after, new DiffBounds()).Changes.Select(change => change.Diff));
                Assert.Equivalent(Hashes(after), Hashes(Applied(work, pairs.Select(pair => pair.Item1), patch)));
            },
            iter: 4,
            threads: 1);
    }

    [Fact]
    public void Git_applies_added_removed_renamed_and_oddly_named_files()
    {
        _folder.Write("removed.txt", "gone\n");
        _folder.Write("old name", "moved\n");
        _folder.Write("with \"quotes\"\nand a line.txt", "1\n");
        _folder.Write("many.txt", string.Join('\n', Enumerable.Range(0, 200)));
        WorkdirSnapshot before = _folder.Snapshot();
        _folder.Run("cp", "-r", ".", _folder.Root + ".copy");
        File.Delete(_folder.Place("removed.txt"));
        File.Move(_folder.Place("old name"), _folder.Place("new name"));
        _folder.Write("with \"quotes\"\nand a line.txt", "2\n");
        _folder.Write("dir/é.txt", "no line feed at the end");
        _folder.Write("many.txt", string.Join('\n', Enumerable.Range(0, 200).Select(i => i is 5 or 12 or 150 ? -i : i)));
        WorkdirSnapshot after = _folder.Snapshot(before: before);

        string patch = string.Concat(SnapshotComparer.Compare(before, after, new DiffBounds()).Changes.Select(change => change.Diff));

        using WorkFolder copy = new();
        copy.Run("bash", "-c", $"mv '{_folder.Root}.copy'/* .");
        copy.Run("rm", "-rf", _folder.Root + ".copy");
        Assert.Equivalent(Hashes(after), Hashes(Apply(copy, patch)));
    }

    [Fact]
    public void Texts_without_a_line_in_common_that_are_too_long_to_compare_are_told_as_a_whole()
    {
        string old = string.Concat(Enumerable.Range(0, 40).Select(i => $"a{i}\n"));
        string now = string.Concat(Enumerable.Range(0, 40).Select(i => $"b{i}\n"));
        _folder.Write("f", "head\n" + old + "tail\n");

        WorkdirComparison comparison = _folder.Compare(() => _folder.Write("f", "head\n" + now + "tail\n"), bounds: new DiffBounds { MostLinePairs = 100 });

        string diff = Assert.Single(comparison.Changes).Diff;
        Assert.Contains("@@ -1,42 +1,42 @@\n head\n-a0\n", diff, StringComparison.Ordinal);
        Assert.EndsWith("+b39\n tail\n", diff, StringComparison.Ordinal);
    }

    private static WorkdirSnapshot Fill(WorkFolder work, string[] texts)
    {
        for (int i = 0; i < texts.Length; i++)
        {
            work.Write($"{i:000}.txt", texts[i]);
        }

        return work.Snapshot();
    }

    private static WorkdirSnapshot Applied(WorkFolder work, IEnumerable<string> before, string patch)
    {
        Fill(work, [.. before]);
        return Apply(work, patch);
    }

    private static WorkdirSnapshot Apply(WorkFolder work, string patch)
    {
        if (patch.Length > 0)
        {
            using WorkFolder aside = new();
            aside.Write("patch", patch);
            work.Run("git", "apply", "--whitespace=nowarn", aside.Place("patch"));
        }

        return work.Snapshot();
    }

    private static Dictionary<string, string?> Hashes(WorkdirSnapshot snapshot) => snapshot.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Sha256);
}
