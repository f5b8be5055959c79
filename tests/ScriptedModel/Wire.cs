using System.Text;
using System.Text.Json.Nodes;

namespace Tracing.ScriptedModel.Tests;

/// <summary>Requests in each protocol's own words, and its streams read as bare text.</summary>
internal static class Wire
{
    private const string Schema = """{ "type": "object", "properties": { "command": { "type": "string" } }, "required": ["command"] }""";

    /// <summary>Path and body of a request that offers a shell tool.</summary>
    public static (string Path, string Body) Request(string protocol, bool stream) => protocol switch
    {
        "openai.chat" => ("/any/prefix/v1/chat/completions", $$"""
            { "model": "m", "stream": {{Json(stream)}}, "stream_options": { "include_usage": true }, "messages": [{ "role": "user", "content": "Go." }],
              "tools": [{ "type": "function", "function": { "name": "bash", "parameters": {{Schema}} } }] }
            """),
        "openai.responses" => ("/v1/responses", $$"""
            { "model": "m", "stream": {{Json(stream)}}, "input": "Go.", "tools": [{ "type": "function", "name": "bash", "parameters": {{Schema}} }] }
            """),
        "anthropic.messages" => ("/v1/messages", $$"""
            { "model": "m", "stream": {{Json(stream)}}, "max_tokens": 9, "messages": [{ "role": "user", "content": "Go." }],
              "tools": [{ "name": "bash", "input_schema": {{Schema}} }] }
            """),
        "gemini" => (stream ? "/v1beta/models/m:streamGenerateContent?alt=sse" : "/v1beta/models/m:generateContent", $$"""
            { "contents": [{ "role": "user", "parts": [{ "text": "Go." }] }], "tools": [{ "functionDeclarations": [{ "name": "bash", "parameters": {{Schema}} }] }] }
            """),
        _ => throw new ArgumentOutOfRangeException(nameof(protocol), protocol, null),
    };

    /// <summary>Posts JSON.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient client, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await client.PostAsync(path, content, TestContext.Current.CancellationToken);
    }

    /// <summary>The data of each event; the last of OpenAI's chat completions is no JSON and is left out.</summary>
    public static async Task<IReadOnlyList<JsonObject>> EventsAsync(HttpResponseMessage answer)
    {
        Assert.StartsWith("text/event-stream", answer.Content.Headers.ContentType!.ToString(), StringComparison.Ordinal);
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(block => block.Split('\n').Single(line => line.StartsWith("data: ", StringComparison.Ordinal))[6..])
            .Where(data => data != "[DONE]")
            .Select(data => (JsonObject)JsonNode.Parse(data)!)];
    }

    /// <summary>The body as JSON.</summary>
    public static async Task<JsonObject> WholeAsync(HttpResponseMessage answer) =>
        (JsonObject)JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

    private static string Json(bool value) => value ? "true" : "false";
}
