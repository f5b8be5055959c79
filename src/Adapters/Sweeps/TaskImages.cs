using Tracing.Adapters.Sandboxes.Containers;
using Tracing.Adapters.Tasks;

namespace Tracing.Adapters.Sweeps;

/// <summary>Finds the image of each task: the one that was asked for, else the task's own.</summary>
public static class TaskImages
{
    /// <summary>Finds them; nothing is pulled.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="setting">What bounds containers, and the image that was asked for; each that is found is tried with it.</param>
    /// <param name="problems">Receives a sentence for each task without one, and for each image that the engine does not have.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>By the task's id.</returns>
    /// <exception cref="Sandboxes.SandboxException">A container cannot be run.</exception>
    public static async Task<IReadOnlyDictionary<string, ContainerImage>> FindAsync(
        IEnumerable<TaskDefinition> tasks, ContainerSetting setting, ICollection<string> problems, CancellationToken cancellation)
    {
        string image = setting.Options.Image;
        var found = new Dictionary<string, ContainerImage>(StringComparer.Ordinal);
        foreach (IGrouping<string, TaskDefinition> users in tasks.GroupBy(task => image.Length > 0 ? image : task.Image ?? "", StringComparer.Ordinal))
        {
            string names = string.Join(", ", users.Select(task => task.Id));
            if (users.Key.Length == 0)
            {
                problems.Add($"run.docker.image: no image is named for {names}. Name one by --image, or by the key image in task.toml.");
            }
            else if (await ContainerEngine.FindImageAsync(users.Key, cancellation) is { } there)
            {
                await ContainerEngine.TryAsync(there, setting, cancellation);
                foreach (TaskDefinition task in users)
                {
                    found[task.Id] = there;
                }
            }
            else
            {
                problems.Add($"run.docker.image: the engine has no image '{users.Key}' (for {names}). Get it: docker pull {users.Key}");
            }
        }

        return found;
    }
}
