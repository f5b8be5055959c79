using Tracing.Processes;
using Tracing.Adapters.ScriptedModel.Scripts;

namespace Tracing.EndToEnd.Tests.Runs;

/// <summary>
/// A task and an agent whose client of the model does what LiteLLM does: chat completions with and without streaming, usage asked for in the stream, retries
/// with backoff on 429, 5xx, time-outs and connections that are cut.
/// </summary>
internal static class LiteLlmTask
{
    private const string Agent = """
        import http.client, json, os, subprocess, sys, time, urllib.parse

        base, model, prompt = sys.argv[1:4]
        url = urllib.parse.urlsplit(base)
        tools = [{"type": "function", "function": {"name": "bash", "parameters": {"type": "object", "properties": {"command": {"type": "string"}}, "required": ["command"]}}}]

        class Retryable(Exception):
            def __init__(self, why, after=None):
                super().__init__(why)
                self.after = after

        def streamed(answer, asked):
            message, calls, done = {"role": "assistant", "content": ""}, {}, False
            for line in answer:
                data = line.decode().strip()
                if data == "data: [DONE]":
                    done = True
                elif data.startswith("data: "):
                    chunk = json.loads(data[6:])
                    if chunk.get("usage") and not asked or not chunk["choices"] and not chunk.get("usage"):
                        sys.exit("a chunk came that nobody asked for: " + data)
                    for choice in chunk["choices"]:
                        message["content"] += choice["delta"].get("content") or ""
                        for piece in choice["delta"].get("tool_calls") or []:
                            call = calls.setdefault(piece["index"], {"id": "", "type": "function", "function": {"name": "", "arguments": ""}})
                            call["id"] += piece.get("id") or ""
                            call["function"]["name"] += piece.get("function", {}).get("name") or ""
                            call["function"]["arguments"] += piece.get("function", {}).get("arguments") or ""
                    message["usage"] = chunk.get("usage") or message.get("usage")
            if not done:
                raise Retryable("the stream ended early")
            if asked != bool(message.pop("usage", None)):
                sys.exit("usage was not as it was asked for")
            if calls:
                message["tool_calls"] = [calls[index] for index in sorted(calls)]
            return message

        def once(body, timeout, retry):
            connection = http.client.HTTPConnection(url.hostname, url.port, timeout=timeout)
            headers = {"Content-Type": "application/json", "Authorization": "Bearer the-key-of-the-tests", "x-stainless-retry-count": str(retry)}
            try:
                connection.request("POST", url.path + "/chat/completions", json.dumps(body), headers)
                answer = connection.getresponse()
                if answer.status in (408, 409, 429) or answer.status >= 500:
                    answer.read()
                    raise Retryable(f"status {answer.status}", answer.headers.get("Retry-After"))
                if answer.status != 200:
                    sys.exit(f"status {answer.status}: {answer.read().decode()}")
                if body.get("stream"):
                    return streamed(answer, "stream_options" in body)
                return json.load(answer)["choices"][0]["message"]
            except (OSError, http.client.HTTPException) as fault:
                # Tries are numbered as they end: the next one waits until this one was told.
                connection.close()
                while isinstance(fault, TimeoutError) and not os.path.exists(os.path.expanduser("~/told")):
                    time.sleep(0.05)
                raise Retryable(type(fault).__name__)
            finally:
                connection.close()

        def completion(messages, more, timeouts=(), num_retries=3):
            body = {"model": model, "messages": messages, "tools": tools, **more}
            for retry in range(num_retries + 1):
                try:
                    return once(body, timeouts[retry] if retry < len(timeouts) else 600, retry)
                except Retryable as fault:
                    print("retry", retry + 1, fault, flush=True)
                    time.sleep(float(fault.after) if fault.after is not None else 0.05 * 2 ** retry)
            sys.exit("no more retries")

        messages = [{"role": "user", "content": prompt}]
        # The third call is cut, and then not answered in time.
        for more, timeouts in (
            ({"stream": True, "stream_options": {"include_usage": True}}, ()),
            ({}, ()),
            ({"stream": True}, (600, 2)),
        ):
            message = completion(messages, more, timeouts)
            messages.append(message)
            print(message.get("content") or "", flush=True)
            for call in message.get("tool_calls") or []:
                done = subprocess.run(["sh", "-c", json.loads(call["function"]["arguments"])["command"]], capture_output=True, text=True)
                messages.append({"role": "tool", "tool_call_id": call["id"], "content": done.stdout + done.stderr})
        """;

    /// <summary>What the model says, and what goes wrong on the way.</summary>
    public static Script Script { get; } = new()
    {
        Turns =
        [
            new ScriptTurn
            {
                Text = "I look.", Calls = [new ScriptCall { Shell = "cat calc.py" }], Usage = new ScriptUsage { Prompt = 1200, Completion = 40 },
                Error = new ScriptError { Status = 429, Times = 2, RetryAfterSeconds = 0, Message = "Slow down." },
            },
            new ScriptTurn
            {
                Calls = [new ScriptCall { Shell = "sed -i 's/a - b/a + b/' calc.py" }], Usage = new ScriptUsage { Prompt = 1600, Cached = 1300, Completion = 50 },
                Error = new ScriptError { Status = 500, Message = "It broke." },
            },
            new ScriptTurn { Text = "It adds as soon as this answer is cut.", Cut = true },
            new ScriptTurn { Hold = true },
            new ScriptTurn { Text = "It adds now.", Usage = new ScriptUsage { Prompt = 2000, Cached = 1700, Completion = 20 } },
        ],
    };

    /// <summary>The agent's command line, behind <c>--</c>.</summary>
    public static string[] Command => PlainTask.Command;

    /// <summary>Writes the task.</summary>
    /// <returns>Its folder.</returns>
    public static string Write(TemporaryFolder folder)
    {
        string task = PlainTask.Write(folder);
        File.WriteAllText(Path.Join(task, "work/agent.py"), Agent);
        return task;
    }
}
