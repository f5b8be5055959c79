namespace Tracing.Commands;

/// <summary>What comes with this program.</summary>
internal static class SelfProgram
{
    /// <summary>Folder of the bundled tasks.</summary>
    public static string TasksFolder => Path.Join(AppContext.BaseDirectory, "tasks");
}
