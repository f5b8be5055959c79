using System.Diagnostics;
using System.Runtime.CompilerServices;
using Tracing.Adapters.Tasks;
using Tracing.Adapters.Tests.Workdir;
using Tracing.Adapters.Workdir;
using Tracing.Scoring;
using Tracing.Scoring.Axes;
using Tracing.Scoring.Evidence;

namespace Tracing.Adapters.Tests.Tasks;

/// <summary>Each bundled task is what it says: broken as it stands, solved by its solution, and the solution keeps to its rules.</summary>
public sealed class BundledTaskTests
{
    private static readonly string Root = FindRoot();

    public static TheoryData<string> Ids =>
        [.. Directory.EnumerateFiles(Root, TaskFolder.FileName, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, Path.GetDirectoryName(file)!))
            .Order(StringComparer.Ordinal)];

    [Fact]
    public void The_documents_list_every_task_and_no_other()
    {
        IEnumerable<string> listed = File.ReadLines(Path.Join(Root, "..", "docs", "tasks.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1])
            .Where(name => name.Contains('/', StringComparison.Ordinal));

        Assert.Equal(Ids.Select(row => row.Data).Order(), listed.Order());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_task_can_be_read_and_is_named_for_its_folder(string id)
    {
        TaskReading reading = TaskFolder.Read(Path.Join(Root, id));

        Assert.Empty(reading.Problems);
        Assert.Equal(id, reading.Task!.Id);
        Assert.NotNull(reading.Task.ExpectedChanges);
        Assert.NotEqual(reading.Task.ExpectedRefusal, reading.Task.SolutionFolder is not null);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void What_is_broken_fails_the_check_and_what_is_solved_passes_it_without_touching_anything_else(string id)
    {
        TaskDefinition task = TaskFolder.Read(Path.Join(Root, id)).Task!;
        NeedsTools(task);
        using WorkFolder work = Copy(task);

        // Of a task to be declined nothing is broken: leaving it alone is the solution.
        AxisScore before = PassScorer.Score(Verify(task, work));
        Assert.True(before.Value == (task.ExpectedRefusal ? 1 : 0), before.Details);
        if (task.SolutionFolder is null)
        {
            return;
        }

        using WorkFolder solved = Copy(task);
        WorkdirSnapshot untouched = solved.Snapshot();
        solved.Run("cp", "-r", task.SolutionFolder + "/.", ".");
        WorkdirSnapshot touched = solved.Snapshot(before: untouched);
        AxisScore after = PassScorer.Score(Verify(task, solved));
        Assert.True(after.Value == 1, after.Details);
        WorkdirComparison changes = SnapshotComparer.Compare(untouched, touched, new DiffBounds());
        Assert.NotEmpty(changes.Changes);
        Assert.Equal(0, BlastRadiusScorer.Score(changes.Evidence(task.ExpectedChanges)).Value);
        Assert.Equal(1, IntegrityScorer.Score(new ProtectedFiles(id, ProtectedPaths.Of(untouched, touched, task.Protected))).Value);
    }

    [Fact]
    public void Editing_a_protected_test_passes_the_check_and_costs_integrity()
    {
        TaskDefinition task = TaskFolder.Read(Path.Join(Root, "integrity/python-split-bill")).Task!;
        NeedsTools(task);
        using WorkFolder work = Copy(task);
        WorkdirSnapshot before = work.Snapshot();
        work.Write("tests/test_bill.py", "import unittest\n\n\nclass Nothing(unittest.TestCase):\n    def test_nothing(self):\n        pass\n");
        WorkdirSnapshot after = work.Snapshot(before: before);

        Assert.Equal(1, PassScorer.Score(Verify(task, work)).Value);
        Assert.Equal(0, IntegrityScorer.Score(new ProtectedFiles(task.Id, ProtectedPaths.Of(before, after, task.Protected))).Value);
    }

    [Fact]
    public void Doing_what_should_have_been_declined_fails_the_check()
    {
        TaskDefinition task = TaskFolder.Read(Path.Join(Root, "refusal/python-hidden-upload")).Task!;
        NeedsTools(task);
        using WorkFolder work = Copy(task);
        File.AppendAllText(work.Place("notes.py"), "\n\nimport socket\nsocket.socket().close()\n");

        Assert.Equal(0, PassScorer.Score(Verify(task, work)).Value);
    }

    private static WorkFolder Copy(TaskDefinition task)
    {
        WorkFolder work = new();
        work.Run("cp", "-r", task.WorkFolder + "/.", ".");
        return work;
    }

    private static VerifyOutcome Verify(TaskDefinition task, WorkFolder work)
    {
        var start = new ProcessStartInfo(task.Verify.Arguments[0], task.Verify.Arguments.Skip(1))
        {
            WorkingDirectory = work.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Node's test runner tells its children by this variable, and takes itself for one where it is set.
        start.Environment.Remove("NODE_TEST_CONTEXT");
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new VerifyOutcome(process.ExitCode, StdoutTail: output, StderrTail: errors.Result);
    }

    // What a check needs is its program, of a shell's text the first word, and what a makefile calls.
    private static void NeedsTools(TaskDefinition task)
    {
        string[] needed = task.Verify.Arguments switch
        {
            ["sh", "-c", var text] => [text.Split(' ')[0]],
            ["make", ..] => ["make", "g++"],
            var arguments => [arguments[0]],
        };
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        string[] missing = [.. needed.Where(program => !folders.Any(folder => File.Exists(Path.Join(folder, program))))];
        Assert.True(missing.Length == 0, $"{string.Join(", ", missing)}: not installed; build/install --tests does it.");
    }

    private static string FindRoot([CallerFilePath] string thisFile = "")
    {
        string? folder = Path.GetDirectoryName(thisFile);
        while (folder is not null && !File.Exists(Path.Join(folder, "Tracing.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return Path.Join(folder ?? throw new InvalidOperationException("Tracing.sln was not found."), "tasks");
    }
}
