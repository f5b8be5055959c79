namespace Tracing.Adapters.Tests.Proxy.Stage;

/// <summary>Requests in each protocol's own words.</summary>
internal static class ModelRequests
{
    private const string Schema = """{ "type": "object", "properties": { "command": { "type": "string" } }, "required": ["command"] }""";

    /// <summary>Path and body of a request that offers a shell tool. A form is a protocol, perhaps with <c>+usage</c> (asked for) or <c>+array</c>.</summary>
    public static (string Path, string Body) Of(string form, bool stream) => form switch
    {
        "openai.chat" => ("/any/prefix/v1/chat/completions", $$"""
            { "model": "m", "stream": {{Json(stream)}}, "messages": [{ "role": "user", "content": "Gr\u00fc\u00dfe." }], "temperature": 1.0,
              "tools": [{ "type": "function", "function": { "name": "bash", "parameters": {{Schema}} } }] }
            """),
        "openai.chat+usage" => ("/v1/chat/completions", $$"""
            { "model": "m", "stream": {{Json(stream)}}, "stream_options": { "include_usage": true }, "messages": [{ "role": "user", "content": "Go." }],
              "tools": [{ "type": "function", "function": { "name": "bash", "parameters": {{Schema}} } }] }
            """),
        "openai.responses" => ("/v1/responses", $$"""
            { "model": "m", "stream": {{Json(stream)}}, "input": "Go.", "tools": [{ "type": "function", "name": "bash", "parameters": {{Schema}} }] }
            """),
        "anthropic.messages" => ("/v1/messages?beta=true", $$"""
            { "model": "m", "stream": {{Json(stream)}}, "max_tokens": 9, "messages": [{ "role": "user", "content": "Go." }],
              "tools": [{ "name": "bash", "input_schema": {{Schema}} }] }
            """),
        "gemini" or "gemini+array" => (
            (stream, form) switch
            {
                (false, _) => "/v1beta/models/m:generateContent",
                (_, "gemini") => "/v1beta/models/m:streamGenerateContent?alt=sse",
                _ => "/v1beta/models/m:streamGenerateContent",
            },
            $$"""
            { "contents": [{ "role": "user", "parts": [{ "text": "Go." }] }], "tools": [{ "functionDeclarations": [{ "name": "bash", "parameters": {{Schema}} }] }] }
            """),
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, null),
    };

    private static string Json(bool value) => value ? "true" : "false";
}
