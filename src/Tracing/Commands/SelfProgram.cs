using Tracing.Adapters.Sandboxes;

namespace Tracing.Commands;

/// <summary>This program as others start it, and what comes with it.</summary>
internal static class SelfProgram
{
    /// <summary>Folder of the bundled tasks.</summary>
    public static string TasksFolder => Path.Join(AppContext.BaseDirectory, "tasks");

    /// <summary>The forwarder of sandboxes: this program again, with the same runtime.</summary>
    public static ForwarderProgram Forwarder()
    {
        string host = Environment.ProcessPath!;
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string root = Path.GetFullPath(Path.Join(runtime, "..", "..", ".."));
        bool isOwn = Path.GetFileNameWithoutExtension(host) != "dotnet";
        string[] command = isOwn ? [host] : [host, Path.Join(AppContext.BaseDirectory, "tracing.dll")];
        return new ForwarderProgram(command, [AppContext.BaseDirectory.TrimEnd('/'), root, Path.GetDirectoryName(host)!]);
    }
}
