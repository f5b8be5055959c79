using System.Diagnostics;

namespace Tracing.Adapters.Sandboxes.Containers;

/// <summary>Runs the <c>docker</c> command line: whatever engine it leads to (<c>DOCKER_HOST</c>, a context) is the one.</summary>
internal static class DockerClient
{
    /// <summary>The program.</summary>
    public const string Program = "docker";

    // What an engine does for us takes moments; one that hangs must not hang a sweep.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>What the client itself reads of the environment.</summary>
    public static IReadOnlyDictionary<string, string> Environment => System.Environment.GetEnvironmentVariables()
        .Cast<System.Collections.DictionaryEntry>()
        .Select(variable => KeyValuePair.Create((string)variable.Key, (string)variable.Value!))
        .Where(variable => IsOwn(variable.Key))
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>Whether the client itself reads a variable.</summary>
    /// <param name="name">Its name.</param>
    public static bool IsOwn(string name) =>
        name is "PATH" or "HOME" or "TMPDIR" or "SSH_AUTH_SOCK" || name.StartsWith("DOCKER_", StringComparison.Ordinal) || name.StartsWith("XDG_", StringComparison.Ordinal) || name.StartsWith("LD_", StringComparison.Ordinal);

    /// <summary>Runs it to its end.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="environment">Variables beside its own.</param>
    /// <exception cref="SandboxException">There is no client, or the engine does not answer.</exception>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        IEnumerable<string> arguments, CancellationToken cancellation, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(Program, arguments);
        start.Environment.Clear();
        foreach ((string name, string value) in Environment.Concat(environment ?? new Dictionary<string, string>()))
        {
            start.Environment[name] = value;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            return await ProgramProbe.RunAsync(start, patience.Token)
                ?? throw new SandboxException("The sandbox docker needs the Docker client: there is no program 'docker' on the search path. Install it, or use another --sandbox.");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new SandboxException($"The container engine did not answer within {Patience.TotalSeconds} s (docker {start.ArgumentList[0]}).");
        }
    }

    /// <summary>Runs it, and expects that it succeeds.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="environment">Variables beside its own.</param>
    /// <returns>What it printed.</returns>
    /// <exception cref="SandboxException">It failed; the message tells what it said.</exception>
    public static async Task<string> SucceedAsync(IEnumerable<string> arguments, CancellationToken cancellation, IReadOnlyDictionary<string, string>? environment = null)
    {
        string[] line = [.. arguments];
        (int exitCode, string output, string errors) = await RunAsync(line, cancellation, environment);
        return exitCode == 0 ? output : throw new SandboxException($"docker {line[0]} failed: {errors.Trim()}");
    }
}
