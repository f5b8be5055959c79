using System.Reflection;

namespace Tracing.Processes;

/// <summary>Where things lie in this checkout, found from the folder of the running tests.</summary>
public static class RepositoryPaths
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The built file of a project, in the configuration of the running tests.</summary>
    /// <param name="project">Folder below the root, such as <c>src/Tracing</c>.</param>
    /// <param name="file">Name of the built file, such as <c>tracing.dll</c>.</param>
    public static string Built(string project, string file)
    {
        string configuration = typeof(RepositoryPaths).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Debug";
        string path = Path.Combine(Root, project, "bin", configuration, "net10.0", file);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{project} has not been built ({configuration}).", path);
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Tracing.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("Tracing.sln was not found above " + AppContext.BaseDirectory);
    }
}
