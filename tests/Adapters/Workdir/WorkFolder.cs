using System.Diagnostics;
using Tracing.Adapters.Workdir;

namespace Tracing.Adapters.Tests.Workdir;

/// <summary>A folder of this test alone.</summary>
internal sealed class WorkFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("tracing-work").FullName;

    public string Place(string path) => Path.Join(Root, path);

    public void Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Place(path))!);
        File.WriteAllText(Place(path), content);
    }

    public WorkdirSnapshot Snapshot(SnapshotOptions? options = null, WorkdirSnapshot? before = null) =>
        SnapshotReader.Take(Root, options ?? new SnapshotOptions(), before, TestContext.Current.CancellationToken);

    /// <summary>What is different after <paramref name="change"/>.</summary>
    public WorkdirComparison Compare(Action change, SnapshotOptions? options = null, DiffBounds? bounds = null)
    {
        WorkdirSnapshot before = Snapshot(options);
        change();
        return SnapshotComparer.Compare(before, Snapshot(options, before), bounds ?? new DiffBounds());
    }

    /// <summary>Runs a command in the folder and returns what it printed; fails where the command fails.</summary>
    public string Run(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{command}: {output}{errors.Result}");
        return output;
    }

    // Directory.Delete cannot name what has no name in UTF-8.
    public void Dispose()
    {
        using Process remove = Process.Start("rm", ["-rf", Root]);
        remove.WaitForExit();
    }
}
