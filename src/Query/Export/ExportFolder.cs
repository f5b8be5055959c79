namespace Tracing.Query.Export;

/// <summary>
/// The folder of an export while it is written: a hidden sibling of the folder that is asked for, which takes its place in one step when all is there. What ends
/// early leaves nothing, and what was killed leaves the sibling, which the next export to the same folder takes away.
/// </summary>
internal sealed class ExportFolder : IDisposable
{
    private const string LockName = ".lock";

    private readonly string target;
    private readonly string staging;
    private readonly FileStream held;
    private readonly List<ExportedFile> written = [];

    private ExportFolder(string target, string staging, FileStream held)
    {
        this.target = target;
        this.staging = staging;
        this.held = held;
    }

    /// <summary>Files that are written.</summary>
    public int Files => written.Count;

    /// <summary>Their bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>Begins an export.</summary>
    /// <param name="directory">The folder that is asked for.</param>
    /// <param name="replace">Whether it may take the place of an earlier export.</param>
    /// <exception cref="ExportException">The folder may not be written.</exception>
    public static ExportFolder Begin(string directory, bool replace)
    {
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        var asked = new DirectoryInfo(target);
        target = asked.LinkTarget is null ? target : asked.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        Check(target, replace);
        if (Path.GetDirectoryName(target) is not { } parent)
        {
            throw new ExportException($"{directory} is no folder that can be replaced.");
        }

        Directory.CreateDirectory(parent);
        string staging = Path.Join(parent, $".{Path.GetFileName(target)}.tracing-export");
        string lockFile = staging + LockName;
        FileStream held;
        try
        {
            held = new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e) when (File.Exists(lockFile))
        {
            throw new ExportException($"Another export to {directory} is going on: {e.Message}");
        }

        TakeAwayRemains(target, staging);
        Directory.CreateDirectory(staging);
        return new ExportFolder(target, staging, held);
    }

    /// <summary>Where a file lies while the export is written.</summary>
    /// <param name="file">Its name, from the export's folder.</param>
    public string PlaceOf(string file) => Path.Join(staging, file);

    /// <summary>Writes a file.</summary>
    /// <param name="file">Its name, from the export's folder.</param>
    /// <param name="of">The address on the service that it stands for, or null.</param>
    /// <param name="write">Writes it.</param>
    public async Task WriteAsync(string file, string? of, Func<Stream, Task> write)
    {
        string place = PlaceOf(file);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        await using var output = new HashedFile(place);
        await write(output);
        await output.FlushAsync();
        written.Add(new ExportedFile(file, output.Length, output.Hash(), of));
        Bytes += output.Length;
    }

    /// <summary>A file for what is only needed meanwhile; gone when it is closed.</summary>
    public FileStream Scratch() => new(PlaceOf(".scratch"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);

    /// <summary>Puts the folder in its place.</summary>
    /// <param name="sweep">The sweep that it holds.</param>
    /// <param name="replace">Whether it may take the place of an earlier export.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task CompleteAsync(string sweep, bool replace, CancellationToken cancellation)
    {
        var manifest = new ExportManifest { Format = ExportManifest.Form, Sweep = sweep, Files = [.. written.OrderBy(file => file.Path, StringComparer.Ordinal)] };
        await using (FileStream file = File.Create(PlaceOf(ExportManifest.FileName)))
        {
            await manifest.WriteAsync(file, cancellation);
            Bytes += file.Length;
        }

        // Asked again: it took a while.
        Check(target, replace);
        if (!Directory.Exists(target))
        {
            Directory.Move(staging, target);
            return;
        }

        string earlier = EarlierOf(staging);
        Directory.Move(target, earlier);
        try
        {
            Directory.Move(staging, target);
        }
        catch
        {
            Directory.Move(earlier, target);
            throw;
        }

        Directory.Delete(earlier, recursive: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(staging))
        {
            Directory.Delete(staging, recursive: true);
        }

        held.Dispose();
    }

    // Of exports that were killed, in the middle of the last step too.
    private static void TakeAwayRemains(string target, string staging)
    {
        string earlier = EarlierOf(staging);
        if (Directory.Exists(earlier) && !Directory.Exists(target))
        {
            Directory.Move(earlier, target);
        }

        foreach (string remains in new[] { earlier, staging }.Where(Directory.Exists))
        {
            Directory.Delete(remains, recursive: true);
        }
    }

    private static string EarlierOf(string staging) => staging + ".earlier";

    private static void Check(string target, bool replace)
    {
        if (File.Exists(target))
        {
            throw new ExportException($"{target} is a file.");
        }

        if (!Directory.Exists(target) || !Directory.EnumerateFileSystemEntries(target).Any())
        {
            return;
        }

        ExportManifest? manifest = ExportManifest.Of(target);
        if (!replace)
        {
            throw new ExportException($"{target} is not empty.{(manifest is null ? "" : " It holds an earlier export; --replace puts the new one in its place.")}");
        }

        if (manifest is null)
        {
            throw new ExportException($"{target} is not empty and holds no export ({ExportManifest.FileName} is missing or of another kind): it is not replaced.");
        }

        CheckNothingElse(target, manifest);
    }

    private static void CheckNothingElse(string target, ExportManifest manifest)
    {
        HashSet<string> known = [ExportManifest.FileName, .. manifest.Files.Select(file => file.Path)];
        string[] others =
        [
            .. Directory.EnumerateFileSystemEntries(target, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
                .Where(entry => !Directory.Exists(entry) || new FileInfo(entry).LinkTarget is not null)
                .Select(file => Path.GetRelativePath(target, file).Replace('\\', '/'))
                .Where(file => !known.Contains(file))
                .Order(StringComparer.Ordinal)
                .Take(4),
        ];
        if (others.Length > 0)
        {
            string told = string.Join(", ", others.Take(3)) + (others.Length > 3 ? ", …" : "");
            throw new ExportException($"{target} holds what no export wrote: {told}. Move it away; it is not replaced.");
        }
    }
}
