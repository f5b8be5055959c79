using System.Text;
using System.Text.RegularExpressions;

namespace Tracing.Adapters.Tasks;

/// <summary>Reads a task's folder: <c>task.toml</c>, <c>work/</c> and, where there is one, <c>solution/</c>.</summary>
public static partial class TaskFolder
{
    /// <summary>Name of the file that describes the task.</summary>
    public const string FileName = "task.toml";

    /// <summary>Name of the folder the agent gets a copy of.</summary>
    public const string WorkName = "work";

    /// <summary>Name of the folder of the reference solution.</summary>
    public const string SolutionName = "solution";

    private const int MostTextBytes = 1 << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a task.</summary>
    /// <param name="folder">The task's folder.</param>
    /// <returns>The task, or all that is wrong with it.</returns>
    public static TaskReading Read(string folder)
    {
        var problems = new List<TaskProblem>();
        TaskDefinition? task = Text(folder, FileName, null, problems) is { } text
            ? Define(folder, new TaskDocument(FileName, text, problems), problems)
            : null;
        CheckFolder(folder, WorkName, required: true, problems);
        CheckFolder(folder, SolutionName, required: false, problems);
        return problems.Count == 0
            ? new TaskReading(task, [])
            : new TaskReading(null, [.. problems.OrderBy(problem => problem.File == FileName ? 0 : 1).ThenBy(problem => problem.Line ?? int.MaxValue)]);
    }

    private static TaskDefinition Define(string folder, TaskDocument document, List<TaskProblem> problems)
    {
        string? id = document.Text(TaskKeys.Id);
        if (id is not null && !Id().IsMatch(id))
        {
            document.Problem(TaskKeys.Id, "id must be category/name: lower-case letters, digits, '-', '_' and '.', each part beginning with a letter or a digit.");
        }

        string? prompt = Prompt(folder, document, problems);
        TaskCommand? setup = document.Command(TaskKeys.Setup);
        TaskCommand? verify = document.Command(TaskKeys.Verify);
        if (!document.Broken)
        {
            foreach (string key in new[] { TaskKeys.Id, TaskKeys.Verify }.Where(key => !document.Has(key)))
            {
                problems.Add(new TaskProblem(FileName, null, $"{key} is missing."));
            }
        }

        string solution = Path.Join(folder, SolutionName);
        // Where a part is missing a problem was noted, and nobody is given this definition.
        return new TaskDefinition
        {
            Id = id ?? "",
            Prompt = prompt ?? "",
            WorkFolder = Path.Join(folder, WorkName),
            SolutionFolder = Directory.Exists(solution) ? solution : null,
            Image = document.Text(TaskKeys.Image),
            Setup = setup,
            Verify = verify ?? new TaskCommand([]),
            ExpectedChanges = document.Patterns(TaskKeys.ExpectedChanges),
            Protected = document.Patterns(TaskKeys.Protected) ?? [],
            ExpectedRefusal = document.Flag(TaskKeys.ExpectedRefusal),
            Timeout = document.Seconds(TaskKeys.TimeoutSeconds) ?? TaskDefinition.DefaultTimeout,
            CommandTimeout = document.Seconds(TaskKeys.CommandTimeoutSeconds) ?? TaskDefinition.DefaultCommandTimeout,
        };
    }

    private static string? Prompt(string folder, TaskDocument document, List<TaskProblem> problems)
    {
        string? prompt = document.Text(TaskKeys.Prompt);
        string? file = document.Text(TaskKeys.PromptFile);
        if (document.Has(TaskKeys.Prompt) && document.Has(TaskKeys.PromptFile))
        {
            document.Problem(TaskKeys.PromptFile, "prompt and prompt_file are both given; one of them is enough.");
            return prompt;
        }

        if (!document.Has(TaskKeys.Prompt) && !document.Has(TaskKeys.PromptFile) && !document.Broken)
        {
            problems.Add(new TaskProblem(FileName, null, "prompt is missing (or prompt_file)."));
        }

        if (file is null)
        {
            return prompt;
        }

        if (!FolderBounds.Holds(file))
        {
            document.Problem(TaskKeys.PromptFile, "prompt_file must lie inside the task's folder.");
            return null;
        }

        string? text = Text(folder, file, document.LineOf(TaskKeys.PromptFile), problems);
        if (text is not null && string.IsNullOrWhiteSpace(text))
        {
            problems.Add(new TaskProblem(file, null, "The prompt is blank."));
        }

        return text;
    }

    // A link could lead out of the folder, so the few files that are read must be files.
    private static string? Text(string folder, string name, int? namedAt, List<TaskProblem> problems)
    {
        (string file, int? line, string what) = namedAt is null ? (name, null, "It") : (FileName, namedAt, $"'{name}'");
        string? problem = null;
        try
        {
            var place = new FileInfo(Path.Join(folder, name));
            problem = !place.Exists ? "does not exist"
                : HasLink(folder, name) ? "must not be reached through a link"
                : place.Length > MostTextBytes ? "is larger than 1 MiB"
                : null;
            if (problem is null)
            {
                return Strict.GetString(File.ReadAllBytes(place.FullName)).TrimStart('\uFEFF');
            }
        }
        catch (DecoderFallbackException)
        {
            problem = "is not UTF-8";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            problem = "could not be read";
        }

        problems.Add(new TaskProblem(file, line, $"{what} {problem}."));
        return null;
    }

    private static bool HasLink(string folder, string name)
    {
        string path = folder;
        return name.Split('/').Any(part => new FileInfo(path = Path.Join(path, part)).LinkTarget is not null);
    }

    private static void CheckFolder(string folder, string name, bool required, List<TaskProblem> problems)
    {
        string place = Path.Join(folder, name);
        if (!Directory.Exists(place))
        {
            if (required)
            {
                problems.Add(new TaskProblem(name, null, "The folder does not exist; it holds what the agent works on."));
            }

            return;
        }

        if (new FileInfo(place).LinkTarget is not null)
        {
            problems.Add(new TaskProblem(name, null, "The folder must not be a link."));
            return;
        }

        problems.AddRange(FolderBounds.LinksOut(place).Select(link => new TaskProblem($"{name}/{link}", null, "The link leads out of the folder.")));
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]*/[a-z0-9][a-z0-9._-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
