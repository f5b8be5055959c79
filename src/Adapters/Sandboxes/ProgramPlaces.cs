namespace Tracing.Adapters.Sandboxes;

/// <summary>
/// What of hidden folders must be seen so that the programs of a search path run, and nothing beside it: a home that has <c>bin</c> on the path holds keys too.
/// </summary>
/// <param name="isHidden">Whether a path lies in a hidden folder.</param>
internal sealed class ProgramPlaces(Func<string, bool> isHidden)
{
    private const string Modules = "/node_modules";

    // What lies in a home, whoever's it is; a program's own folder has none of them.
    private static readonly string[] SignsOfHome = [".ssh", ".gnupg", ".aws", ".config", ".netrc", ".profile", ".bashrc", ".bash_history", ".zshrc"];

    private static readonly string[] Keys = [".env", "auth.json", "credentials", "credentials.json", "credentials.toml"];

    private static readonly string[] Libraries = ["lib", "lib64", "libexec"];

    private readonly HashSet<string> shown = new(StringComparer.Ordinal);

    /// <summary>Folders and files to be shown.</summary>
    /// <param name="searchPath">Value of <c>PATH</c>.</param>
    public IReadOnlySet<string> Of(string searchPath)
    {
        foreach (string folder in searchPath.Split(':').Where(folder => folder.StartsWith('/')).Select(Path.GetFullPath).Select(folder => folder.TrimEnd('/')))
        {
            if (Directory.Exists(folder) && !IsHome(folder))
            {
                ShowPrograms(folder);
            }
        }

        return shown;
    }

    private void ShowPrograms(string folder)
    {
        if (!isHidden(folder) || IsShown(folder))
        {
            return;
        }

        foreach (string place in PlacesOf(folder))
        {
            shown.Add(place);
        }

        foreach (string target in Targets(folder))
        {
            ShowTarget(target);
        }
    }

    // Of X/bin all of X where X is a program's own, of node_modules/.bin the packages.
    private static IEnumerable<string> PlacesOf(string folder)
    {
        string above = Path.GetDirectoryName(folder)!;
        switch (Path.GetFileName(folder))
        {
            case ".bin" when above.EndsWith(Modules, StringComparison.Ordinal):
                return [above];
            case "bin" or "shims" when IsOwn(above):
                return [above];
            case "bin" when !IsHome(above):
                return [folder, .. LibrariesOf(above)];
            default:
                return [folder];
        }
    }

    // ~/.local and its like hold what many programs keep, and ~/.cargo a token: their libraries are shown alone.
    private static bool IsOwn(string folder) =>
        !IsHome(folder) && LibrariesOf(folder).Any() && !Keys.Any(key => Path.Exists(Path.Join(folder, key)))
        && !(Path.GetFileName(folder).StartsWith('.') && IsHome(Path.GetDirectoryName(folder)!) && Directory.Exists(Path.Join(folder, "share")));

    private static IEnumerable<string> LibrariesOf(string folder) => Libraries.Select(library => Path.Join(folder, library)).Where(Directory.Exists);

    // Installers put a link into a folder of the path, and the program elsewhere.
    private void ShowTarget(string target)
    {
        if (!isHidden(target) || IsShown(target) || !File.Exists(target))
        {
            return;
        }

        int modules = target.IndexOf(Modules + "/", StringComparison.Ordinal);
        if (modules >= 0)
        {
            shown.Add(target[..(modules + Modules.Length)]);
        }
        else if (Path.GetDirectoryName(target)! is var folder && Path.GetFileName(folder) == "bin")
        {
            ShowPrograms(folder);
        }
        else
        {
            shown.Add(target);
            foreach (string next in LinkOf(target))
            {
                ShowTarget(next);
            }
        }
    }

    private static IEnumerable<string> Targets(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder).SelectMany(LinkOf)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static IEnumerable<string> LinkOf(string file) =>
        new FileInfo(file).LinkTarget is { } target ? [Path.GetFullPath(target, Path.GetDirectoryName(file)!)] : [];

    private bool IsShown(string path) => shown.Any(place => path == place || path.StartsWith(place + "/", StringComparison.Ordinal));

    private static bool IsHome(string folder) =>
        folder is "" or "/" or "/root" or "/home" || Path.GetDirectoryName(folder) == "/home" || folder == Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)
        || SignsOfHome.Any(sign => Path.Exists(Path.Join(folder, sign)));
}
