namespace Tracing.Adapters.Sandboxes.Containers;

/// <summary>What the containers of a process have in common.</summary>
/// <param name="Options">Their limits.</param>
/// <param name="Rootless">Whether the engine runs as this user: root in a container is this user outside then.</param>
public sealed record ContainerSetting(DockerOptions Options, bool Rootless)
{
    private const long MostProcessesOfUser = 32768;

    /// <summary>Arguments of <c>docker create</c> and <c>docker run</c> that bound a container.</summary>
    internal IEnumerable<string> Arguments
    {
        get
        {
            // Every right but those of a plain program is taken away; label=disable: where SELinux rules, the run's folders are not labelled for containers.
            yield return "--pull=never";
            yield return "--network=none";
            yield return "--cap-drop=ALL";
            yield return "--security-opt=no-new-privileges";
            yield return "--security-opt=label=disable";
            yield return "--user=" + (Rootless ? "0:0" : Owner());

            // An engine's own defaults may be more than it may give: these are not more than what this process has.
            yield return "--ulimit=" + Limit("nofile", Options.OpenFiles, "Max open files");
            yield return "--ulimit=" + Limit("nproc", MostProcessesOfUser, "Max processes");
            if (Options.Memory > 0)
            {
                yield return FormattableString.Invariant($"--memory={Options.Memory}");
                yield return FormattableString.Invariant($"--memory-swap={Options.Memory}");
            }

            if (Options.Processes > 0)
            {
                yield return FormattableString.Invariant($"--pids-limit={Options.Processes}");
            }

            if (Options.Cpus > 0)
            {
                yield return FormattableString.Invariant($"--cpus={Options.Cpus}");
            }
        }
    }

    // What a container writes into the run's folders must be this user's, or it could not be deleted.
    private static string Owner()
    {
        string[] status = File.ReadAllLines("/proc/self/status");
        return $"{Effective(status, "Uid:")}:{Effective(status, "Gid:")}";
    }

    private static string Effective(string[] status, string name) =>
        status.First(line => line.StartsWith(name, StringComparison.Ordinal)).Split('\t')[2];

    private static string Limit(string name, long wanted, string line)
    {
        string hard = File.ReadLines("/proc/self/limits").First(limit => limit.StartsWith(line, StringComparison.Ordinal))[line.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        long most = long.TryParse(hard, out long number) ? Math.Min(wanted, number) : wanted;
        return FormattableString.Invariant($"{name}={most}:{most}");
    }
}
