namespace Tracing.Adapters.Tasks;

/// <summary>The keys of <c>task.toml</c>.</summary>
internal static class TaskKeys
{
    public const string Id = "id";
    public const string Prompt = "prompt";
    public const string PromptFile = "prompt_file";
    public const string Image = "image";
    public const string Setup = "setup";
    public const string Verify = "verify";
    public const string ExpectedChanges = "expected_changes";
    public const string Protected = "protected";
    public const string ExpectedRefusal = "expected_refusal";
    public const string TimeoutSeconds = "timeout_s";
    public const string CommandTimeoutSeconds = "command_timeout_s";

    public static IReadOnlyList<string> All { get; } =
        [Id, Prompt, PromptFile, Image, Setup, Verify, ExpectedChanges, Protected, ExpectedRefusal, TimeoutSeconds, CommandTimeoutSeconds];
}
