using System.Globalization;
using System.Security.Cryptography;
using Tracing.Adapters.Files;
using Tracing.Adapters.Import;

namespace Tracing.Adapters.Telemetry.Spooling;

/// <summary>
/// One process's folder of waiting requests. A lock file beside it is held as long as the process lives; where it can be taken, the owner is gone and
/// what it left is delivered by who took it. The lock exists before its folder and is deleted after it, so a folder without an owner is never a new one.
/// </summary>
internal sealed class SpoolFolder : IDisposable
{
    private const string LockExtension = ".lock";
    private const string PartExtension = ".part";

    private readonly string path;
    private readonly FileStream held;
    private long last;

    private SpoolFolder(string path, FileStream held)
    {
        this.path = path;
        this.held = held;
    }

    /// <summary>Its name, which sorts by the time at which it was made.</summary>
    public string Name => Path.GetFileName(path);

    /// <summary>Makes the folder of this process.</summary>
    /// <param name="root">The folder that processes share.</param>
    /// <param name="time">Tells the time.</param>
    public static SpoolFolder Make(string root, TimeProvider time)
    {
        OwnerOnly.MakeFolder(root);
        string name = string.Create(
            CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyyMMdd'T'HHmmssfff}-{Environment.ProcessId}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}");
        string path = Path.Combine(root, name);
        FileStream held = Lock(path, FileMode.CreateNew);
        OwnerOnly.MakeFolder(path);
        FolderSync.Flush(root);
        return new SpoolFolder(path, held);
    }

    /// <summary>Takes over the folders whose owners are gone, oldest first.</summary>
    /// <param name="root">The folder that processes share.</param>
    public static IReadOnlyList<SpoolFolder> TakeOver(string root)
    {
        var taken = new List<SpoolFolder>();
        foreach (string path in Directory.EnumerateDirectories(root).Where(path => !path.EndsWith(RefusedFolder.Name, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            try
            {
                taken.Add(new SpoolFolder(path, Lock(path, FileMode.OpenOrCreate)));
            }
            catch (IOException)
            {
                // Its owner lives, or another process took it over.
            }
        }

        return taken;
    }

    /// <summary>What waits in it, in order.</summary>
    public IEnumerable<SpooledFile> Waiting()
    {
        string[] files = Directory.Exists(path) ? Directory.GetFiles(path) : [];
        foreach (string file in files.Order(StringComparer.Ordinal))
        {
            if (OtlpRequestName.TryParse(file, out OtlpRequestName? name))
            {
                yield return new SpooledFile(file, name, new FileInfo(file).Length);
            }
        }
    }

    /// <summary>Writes a request: when this returns it outlives the process and the machine's power.</summary>
    /// <param name="request">The request.</param>
    public SpooledFile Write(OtlpRequest request)
    {
        string file = Path.Combine(path, OtlpRequestName.Of(++last, request));
        string part = file + PartExtension;
        try
        {
            using (FileStream stream = OwnerOnly.Open(part, FileMode.Create))
            {
                stream.Write(request.Body.Span);
                stream.Flush(flushToDisk: true);
            }

            File.Move(part, file);
        }
        catch (IOException)
        {
            File.Delete(part);
            throw;
        }

        FolderSync.Flush(path);
        return new SpooledFile(file, new OtlpRequestName(request.SignalPath, request.Run, request.Encoding), request.Body.Length);
    }

    /// <summary>Gives the folder up; it is deleted where nothing waits in it.</summary>
    public void Dispose()
    {
        try
        {
            if (Directory.Exists(path) && !Waiting().Any())
            {
                // What else lies there was never taken: requests that were not written to their end.
                Directory.Delete(path, recursive: true);
            }

            if (!Directory.Exists(path))
            {
                File.Delete(path + LockExtension);
            }
        }
        catch (IOException)
        {
            // The next process does it.
        }

        held.Dispose();
    }

    private static FileStream Lock(string path, FileMode mode) => OwnerOnly.Open(path + LockExtension, mode);
}
