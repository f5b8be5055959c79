using System.Globalization;

namespace Tracing.Benchmarks.Sweeps;

/// <summary>What a made sweep holds: 10 agents × 14 models × 25 tasks in three categories × 3 trials, 10,500 runs.</summary>
internal static class SweepShape
{
    public const int Trials = 3;

    public static IReadOnlyList<string> Agents { get; } =
        ["aider", "codex", "copilot", "crush", "goose", "opencode", "openhands", "pi", "plandex", "qwen-code"];

    public static IReadOnlyList<string> Models { get; } =
    [
        "anthropic/claude-opus-4", "anthropic/claude-sonnet-4", "anthropic/claude-haiku-4", "openai/gpt-5.2", "openai/gpt-5.2-codex",
        "openai/gpt-5-mini", "google/gemini-3-pro", "google/gemini-3-flash", "meta/llama-4-maverick-17b-128e-instruct",
        "meta/llama-4-scout-17b-16e-instruct", "qwen/qwen3-coder-480b-a35b-instruct", "deepseek/deepseek-v3.2", "mistral/devstral-2", "z-ai/glm-5",
    ];

    public static IReadOnlyList<(string Category, string Name)> Tasks { get; } =
    [
        .. Enumerable.Range(1, 12).Select(i => ("polyglot", Numbered("polyglot-fix", i))),
        .. Enumerable.Range(1, 8).Select(i => ("mutations", Numbered("mutation", i))),
        .. Enumerable.Range(1, 5).Select(i => ("integrity", Numbered("protected", i))),
    ];

    public static int RunsPerSweep => Agents.Count * Models.Count * Tasks.Count * Trials;

    /// <summary>Name of a sweep, from 0.</summary>
    public static string Sweep(int index) => Numbered("made", index + 1);

    private static string Numbered(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name}-{number:D3}");
}
