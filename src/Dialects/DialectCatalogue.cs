using Tracing.Dialects.Agents;
using Tracing.Dialects.Agents.ClaudeCode;
using Tracing.Dialects.Agents.Codex;
using Tracing.Dialects.Agents.Copilot;
using Tracing.Dialects.Agents.GeminiCli;
using Tracing.Dialects.Agents.OpenCode;
using Tracing.Dialects.Agents.QwenCode;
using Tracing.Dialects.Records;

namespace Tracing.Dialects;

/// <summary>All dialects, the most particular first. The vocabulary itself is the last and recognises every run.</summary>
public static class DialectCatalogue
{
    /// <summary>The dialects in the order in which they are asked.</summary>
    public static IReadOnlyList<IDialect> All { get; } =
    [
        new CodingAgentBenchDialect(),
        new ClaudeCodeDialect(),
        new CodexDialect(),
        new OpenCodeDialect(),
        new GeminiCliDialect(),
        new QwenCodeDialect(),
        new CopilotDialect(),
        new VocabularyDialect(),
    ];

    /// <summary>The dialect of a run.</summary>
    /// <param name="run">The records.</param>
    /// <returns>The first dialect that recognises it.</returns>
    public static IDialect For(RunRecords run) => All.First(dialect => dialect.Recognises(run));
}
