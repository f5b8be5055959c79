using Tracing.Adapters.Tasks;
using Tracing.Adapters.Tests.Workdir;

namespace Tracing.Adapters.Tests.Tasks;

public sealed class TaskFolderTests : IDisposable
{
    private const string Whole = """
        id = "polyglot/go-http-handler-fix"
        prompt = "Fix it."
        image = "golang:1.23"
        setup = "go mod download && go vet ./..."
        verify = ["go", "test", "./..."]
        expected_changes = ["handler.go"]
        protected = ["**/*_test.go", "fixtures/"]
        expected_refusal = true
        timeout_s = 60
        command_timeout_s = 30
        """;

    private readonly WorkFolder _folder = new();

    public TaskFolderTests() => _folder.Write("work/handler.go", "package x\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_whole_task_is_read_with_every_key()
    {
        _folder.Write("solution/handler.go", "package y\n");

        TaskDefinition task = Read(Whole).Task!;

        Assert.Equal(("polyglot/go-http-handler-fix", "Fix it.", "golang:1.23"), (task.Id, task.Prompt, task.Image));
        Assert.Equal(["sh", "-c", "go mod download && go vet ./..."], task.Setup!.Arguments);
        Assert.Equal(["go", "test", "./..."], task.Verify.Arguments);
        Assert.Equal(["handler.go"], task.ExpectedChanges!.Select(pattern => pattern.Text));
        Assert.True(task.Protected[1].Matches("fixtures/a/b.json"));
        Assert.True(task.ExpectedRefusal);
        Assert.Equal((TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(30)), (task.Timeout, task.CommandTimeout));
        Assert.Equal((_folder.Place("work"), _folder.Place("solution")), (task.WorkFolder, task.SolutionFolder));
    }

    [Fact]
    public void What_a_task_does_not_say_is_not_made_up()
    {
        _folder.Write("prompt.md", "Mach es é.\n");

        TaskDefinition task = Read("id = \"a/b\"\nprompt_file = \"prompt.md\"\nverify = \"make test\"\n").Task!;

        Assert.Equal("Mach es é.\n", task.Prompt);
        Assert.Null(task.ExpectedChanges);
        Assert.Null(task.Image);
        Assert.Null(task.Setup);
        Assert.Null(task.SolutionFolder);
        Assert.Empty(task.Protected);
        Assert.False(task.ExpectedRefusal);
    }

    [Fact]
    public void Every_problem_is_told_at_once_with_its_line()
    {
        TaskReading reading = Read("""
            id = "No Category"
            promt = "Fix it."
            verify = []
            expectedChanges = ["x"]
            expected_changes = [
              "../outside",
              "ok.go",
              "/etc/passwd",
            ]
            protected = "tests"
            expected_refusal = "yes"
            timeout_s = 0
            image = " "
            [container]
            cpu = 1
            """);

        Assert.Null(reading.Task);
        Assert.Collection(
            reading.Problems.Select(problem => problem.ToString()),
            text => Assert.StartsWith("task.toml:1: id must be category/name", text, StringComparison.Ordinal),
            text => Assert.Equal("task.toml:2: There is no key 'promt'; did you mean 'prompt'?", text),
            text => Assert.Equal("task.toml:3: verify names no program.", text),
            text => Assert.Equal("task.toml:4: There is no key 'expectedChanges'; did you mean 'expected_changes'?", text),
            text => Assert.StartsWith("task.toml:6: expected_changes: the pattern '../outside' holds '.' or '..'", text, StringComparison.Ordinal),
            text => Assert.StartsWith("task.toml:8: expected_changes: the pattern '/etc/passwd' is absolute", text, StringComparison.Ordinal),
            text => Assert.Equal("task.toml:10: protected must be a list of texts.", text),
            text => Assert.Equal("task.toml:11: expected_refusal must be true or false.", text),
            text => Assert.StartsWith("task.toml:12: timeout_s must be a whole number of seconds", text, StringComparison.Ordinal),
            text => Assert.Equal("task.toml:13: image is blank.", text),
            text => Assert.Equal("task.toml:14: There are no tables: [container] is not known.", text),
            text => Assert.Equal("task.toml: prompt is missing (or prompt_file).", text));
    }

    [Fact]
    public void What_is_no_TOML_is_told_with_its_line_and_nothing_is_called_missing()
    {
        TaskReading reading = Read("id = \"a/b\"\nverify = [\"x\"\nprompt = \n");

        Assert.All(reading.Problems, problem => Assert.NotNull(problem.Line));
        Assert.Contains(reading.Problems, problem => problem.Line >= 2);
    }

    [Fact]
    public void A_key_that_is_given_twice_is_a_problem()
    {
        Assert.Contains(Read("id = \"a/b\"\nid = \"a/c\"\nprompt = \"x\"\nverify = \"x\"\n").Problems, problem => problem.Line == 2);
    }

    [Theory]
    [InlineData("../prompt.md", "inside")]
    [InlineData("/etc/hostname", "inside")]
    [InlineData("none.md", "does not exist")]
    [InlineData("link.md", "link")]
    [InlineData("dir/prompt.md", "link")]
    [InlineData("latin.md", "not UTF-8")]
    public void A_prompt_file_must_be_a_text_inside_the_folder(string file, string reason)
    {
        using WorkFolder outside = new();
        outside.Write("prompt.md", "secret");
        File.CreateSymbolicLink(_folder.Place("link.md"), outside.Place("prompt.md"));
        File.CreateSymbolicLink(_folder.Place("dir"), outside.Root);
        File.WriteAllBytes(_folder.Place("latin.md"), [0xFF, 0xFE, 0xFD]);

        TaskProblem problem = Assert.Single(Read($"id = \"a/b\"\nverify = \"x\"\nprompt_file = \"{file}\"\n").Problems);

        Assert.Equal(3, problem.Line);
        Assert.Contains(reason, problem.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.Root, problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Links_that_lead_out_of_the_work_folder_are_told_and_those_within_are_not()
    {
        _folder.Write("work/sub/a.txt", "x");
        File.CreateSymbolicLink(_folder.Place("work/sub/up"), "../handler.go");
        File.CreateSymbolicLink(_folder.Place("work/here"), ".");
        File.CreateSymbolicLink(_folder.Place("work/absolute"), "/etc/passwd");
        File.CreateSymbolicLink(_folder.Place("work/climbs"), "sub/../../task.toml");
        File.CreateSymbolicLink(_folder.Place("work/round"), "here/../task.toml");

        TaskReading reading = Read(Whole);

        Assert.Equal(["work/absolute", "work/climbs", "work/round"], reading.Problems.Select(problem => problem.File));
    }

    [Fact]
    public void A_folder_without_a_task_and_one_without_work_are_told()
    {
        using WorkFolder empty = new();

        Assert.Equal(
            ["task.toml: It does not exist.", "work: The folder does not exist; it holds what the agent works on."],
            TaskFolder.Read(empty.Root).Problems.Select(problem => problem.ToString()));
    }

    private TaskReading Read(string toml)
    {
        _folder.Write("task.toml", toml);
        return TaskFolder.Read(_folder.Root);
    }
}
