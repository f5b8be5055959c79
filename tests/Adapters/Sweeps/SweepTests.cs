using Tracing.Adapters.Sweeps;
using Tracing.Adapters.Tasks;
using Tracing.Adapters.Trials;
using Tracing.Processes;

namespace Tracing.Adapters.Tests.Sweeps;

public sealed class SweepTests
{
    private static readonly string Tasks = Path.Combine(RepositoryPaths.Root, "tasks");

    [Fact]
    public void Wrong_options_are_told_all_at_once_each_by_its_key()
    {
        var problems = new List<string>();
        new RunOptions
        {
            Sweep = "a/b",
            Agents = ["opencod", "command"],
            Models = ["/m"],
            Trials = 0,
            Parallel = 0,
            Endpoint = "ftp://x",
            Collector = "http://user:pass@x",
            KeyEnv = "NO_SUCH_VARIABLE_OF_THE_TESTS",
            Timeout = TimeSpan.Zero,
        }.Validate("run", problems);

        Assert.Equal(
            ["run.agents", "run.collector", "run.command", "run.endpoint", "run.keyEnv", "run.models", "run.parallel", "run.sweep", "run.tasks", "run.timeout", "run.trials"],
            problems.Select(problem => problem.Split(':')[0]).Order(StringComparer.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("Did you mean opencode?", StringComparison.Ordinal));
    }

    [Fact]
    public void Tasks_are_found_by_name_pattern_and_folder_each_once()
    {
        var problems = new List<string>();
        IReadOnlyList<TaskDefinition> tasks = new TaskSelection(Tasks).Find(["polyglot/go-http-handler-fix", "polyglot/*", Path.Combine(Tasks, "mutations/python-binary-search")], problems);

        Assert.Empty(problems);
        Assert.Equal("polyglot/go-http-handler-fix", tasks[0].Id);
        Assert.Equal("mutations/python-binary-search", tasks[^1].Id);
        Assert.Equal(tasks.Count, tasks.Select(task => task.Id).Distinct().Count());
    }

    [Fact]
    public void A_task_that_is_not_there_or_does_not_parse_is_told_with_the_nearest_name_or_the_line()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["work"]);
        File.WriteAllText(folder["task.toml"], "id = \"a/b\"\nprompt = \"p\"\nverify = 7\n");
        var problems = new List<string>();

        Assert.Empty(new TaskSelection(Tasks).Find(["polyglot/go-http-handler-fx", folder.Path], problems));
        Assert.Contains("Did you mean polyglot/go-http-handler-fix?", problems[0], StringComparison.Ordinal);
        Assert.Contains("task.toml:3:", problems[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_tells_what_has_a_result_though_its_last_line_is_torn()
    {
        using var folder = new TemporaryFolder();
        var journal = new SweepJournal(folder["sweeps/s.jsonl"]);
        journal.Add(new SweepJournalEntry("s/a/m/c/t", 1, "r1", "finished"));
        journal.Add(new SweepJournalEntry("s/a/m/c/t", 2, "r2", "cancelled"));
        journal.Add(new SweepJournalEntry("s/a/m/c/t", 3, "r3", "timed_out"));
        File.AppendAllText(folder["sweeps/s.jsonl"], "{\"Cell\":\"s/a/m/c/t\",\"Tri");
        new SweepJournal(folder["sweeps/s.jsonl"]).Add(new SweepJournalEntry("s/a/m/c/t", 4, "r4", "finished", Passed: false));
        journal.Add(new SweepJournalEntry("s/a/m/c/t", 3, "r5", "infrastructure_failed"));

        Assert.Equal([(1, "r1", true), (2, "r2", false), (3, "r3", true), (4, "r4", true)], new SweepJournal(folder["sweeps/s.jsonl"]).Known().OrderBy(entry => entry.Trial).Select(entry => (entry.Trial, entry.Run, entry.HasResult)));
    }

    [Fact]
    public void A_journal_takes_a_sweep_of_any_name_and_knows_one_from_another()
    {
        using var folder = new TemporaryFolder();
        string[] names = ["short", new string('a', 300), new string('a', 300) + "b", string.Concat(Enumerable.Repeat("\U0001F9EA", 50))];
        foreach (string name in names)
        {
            var journal = SweepJournal.Of(folder.Path, name);
            journal.Open();
            journal.Add(new SweepJournalEntry("s/a/m/c/t", 1, name, "finished"));
        }

        Assert.All(names, name => Assert.Equal(name, Assert.Single(SweepJournal.Of(folder.Path, name).Known()).Run));
    }

    [Fact]
    public void The_first_trial_of_every_cell_comes_before_the_second_of_any()
    {
        var plan = new SweepPlan
        {
            Sweep = "s",
            Agents = [.. Adapters.Agents.AgentRegistry.All.Take(2)],
            Tasks = new TaskSelection(Tasks).Find(["polyglot/*"], []),
            Options = new RunOptions { Models = ["m", "n"], Trials = 2 },
        };
        TrialOrder[] orders = [.. plan.Trials()];

        Assert.Equal(2 * 2 * plan.Tasks.Count * 2, orders.Length);
        Assert.Equal(Enumerable.Repeat(1, orders.Length / 2).Concat(Enumerable.Repeat(2, orders.Length / 2)), orders.Select(order => order.Trial));
        Assert.All(orders, order => Assert.False(order.HasKey));
    }
}
