using Tracing.Adapters.Tasks;
using Tracing.Scoring;

namespace Tracing.Adapters.Sweeps;

/// <summary>Finds the tasks that were named.</summary>
/// <param name="folder">Folder of the named ones: <c>category/name</c> below it.</param>
public sealed class TaskSelection(string folder)
{
    /// <summary>Finds and reads them.</summary>
    /// <param name="names">Names, patterns, or paths of folders.</param>
    /// <param name="problems">Receives a sentence for each that is not there or cannot be read: file, line and reason.</param>
    /// <returns>The tasks, each once, in the order of the names.</returns>
    public IReadOnlyList<TaskDefinition> Find(IEnumerable<string> names, ICollection<string> problems)
    {
        string[] known = Known();
        var tasks = new List<TaskDefinition>();
        foreach (string name in names)
        {
            string[] found = Folders(name, known);
            if (found.Length == 0)
            {
                problems.Add($"run.tasks: there is no task '{name}'.{NearestName.Question(name, known)} Known tasks: {(known.Length == 0 ? "none" : string.Join(", ", known))}.");
            }

            foreach (string path in found)
            {
                Read(path, tasks, problems);
            }
        }

        return tasks;
    }

    private static void Read(string path, List<TaskDefinition> tasks, ICollection<string> problems)
    {
        TaskReading reading = TaskFolder.Read(path);
        foreach (TaskProblem problem in reading.Problems)
        {
            problems.Add($"run.tasks: {Path.Join(path, problem.ToString())}");
        }

        if (reading.Task is { } task && tasks.All(other => other.Id != task.Id))
        {
            tasks.Add(task);
        }
    }

    private string[] Folders(string name, string[] known)
    {
        if (known.Contains(name))
        {
            return [Path.Join(folder, name)];
        }

        if (name.Contains('*', StringComparison.Ordinal))
        {
            GlobPattern pattern = GlobPattern.Parse(name);
            return [.. known.Where(pattern.Matches).Select(id => Path.Join(folder, id))];
        }

        return File.Exists(Path.Join(name, TaskFolder.FileName)) ? [Path.GetFullPath(name)] : [];
    }

    private string[] Known() =>
        Directory.Exists(folder)
            ? [.. Directory.EnumerateDirectories(folder)
                .SelectMany(category => Directory.EnumerateDirectories(category))
                .Where(path => File.Exists(Path.Join(path, TaskFolder.FileName)))
                .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
                .Order(StringComparer.Ordinal)]
            : [];
}
