using Tracing.Adapters.Proxy;

namespace Tracing.Commands;

/// <summary>What the proxy prints when it is ready: lines to copy and paste.</summary>
internal static class ProxyGreeting
{
    public static async Task WriteAsync(TextWriter output, string url, ProxyOptions options, string? run)
    {
        // A token is not printed: output is kept in logs.
        string agents = options.Tokens.Count > 0 ? url + "/token/TOKEN" : url;
        await output.WriteLineAsync($"Calls are forwarded to {options.Upstream}; point an agent here, its own key stays as it is:");
        await output.WriteLineAsync($"  export OPENAI_BASE_URL={agents}/v1              # Codex, Qwen Code, OpenAI's libraries");
        await output.WriteLineAsync($"  export OPENAI_API_BASE={agents}/v1              # Aider; OpenHands: LLM_BASE_URL");
        await output.WriteLineAsync($"  export COPILOT_PROVIDER_BASE_URL={agents}/v1    # Copilot CLI");
        await output.WriteLineAsync($"  export ANTHROPIC_BASE_URL={agents}              # Claude Code");
        await output.WriteLineAsync($"  export GOOGLE_GEMINI_BASE_URL={agents}          # Gemini CLI");
        await output.WriteLineAsync(run is null
            ? "No run was named: calls without one are stored as traces of no run. Name it with --run, or per request:"
            : $"Calls belong to the run {run}. A request may name another:");
        await output.WriteLineAsync($"  {agents}/runs/RUN before the path, or the header x-bench-run: RUN");
        await output.WriteLineAsync($"What passed is told to {options.Endpoint}");
        await output.WriteLineAsync($"ready proxy={url}");
        await output.FlushAsync();
    }
}
