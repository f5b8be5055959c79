using Tracing.Processes;
using Tracing.Adapters.ScriptedModel.Scripts;

namespace Tracing.EndToEnd.Tests.Runs;

/// <summary>
/// A program that stands in for aider, which cannot be had here: it is started by aider's own switches, edits as aider edits, writes the records that aider
/// writes, and ends with 0 whatever happened.
/// </summary>
internal static class StandInAider
{
    private const string Program = """
        #!/usr/bin/env python3
        import argparse, json, re, sys, time, urllib.error, urllib.request

        if "--version" in sys.argv:
            sys.exit(print("aider 0.86.2"))
        parser = argparse.ArgumentParser(allow_abbrev=False)
        for switch in ("message", "model", "weak-model", "edit-format", "openai-api-base", "timeout", "llm-history-file", "chat-history-file", "input-history-file", "analytics-log"):
            parser.add_argument("--" + switch, required=True)
        options, flags = parser.parse_known_args()
        for flag in ("--yes-always", "--no-stream", "--no-git", "--analytics-disable"):
            if flag not in flags:
                sys.exit("missing: " + flag)

        def write(path, text):
            with open(path, "a") as file:
                file.write(text)

        def event(name, **properties):
            write(options.analytics_log, json.dumps({"event": name, "properties": properties, "user_id": "0", "time": int(time.time())}) + "\n")

        def say(text):
            print(text, flush=True)
            write(options.chat_history_file, "> " + text + "  \n")

        def lines(role, text):
            return "".join(role.upper() + " " + line + "\n" for line in text.splitlines())

        def ask(messages):
            now = time.strftime("%Y-%m-%dT%H:%M:%S")
            write(options.llm_history_file, "TO LLM " + now + "\n" + "".join("-------\n" + lines(message["role"], message["content"]) for message in messages))
            event("message_send_starting")
            body = json.dumps({"model": options.model.removeprefix("openai/"), "messages": messages}).encode()
            request = urllib.request.Request(options.openai_api_base + "/chat/completions", body, {"Content-Type": "application/json", "Authorization": "Bearer x"})
            answer = json.load(urllib.request.urlopen(request))
            text, usage = answer["choices"][0]["message"]["content"], answer["usage"]
            write(options.llm_history_file, "LLM RESPONSE " + time.strftime("%Y-%m-%dT%H:%M:%S") + "\n" + lines("assistant", text))
            write(options.chat_history_file, "\n" + text + "\n\n")
            event("message_send", prompt_tokens=usage["prompt_tokens"], completion_tokens=usage["completion_tokens"])
            return text

        event("launched")
        write(options.chat_history_file, "\n# aider chat started at " + time.strftime("%Y-%m-%d %H:%M:%S") + "\n\n#### " + options.message + "  \n\n")
        messages = [{"role": "user", "content": options.message + "".join("\n" + path + "\n" + open(path).read() for path in flags if path.startswith("./"))}]
        try:
            for reflection in range(4):
                text = ask(messages)
                failed = ""
                for path, before, after in re.findall(r"(\S+)\n```\w*\n<<<<<<< SEARCH\n(.*?)=======\n(.*?)>>>>>>> REPLACE", text, re.S):
                    content = open(path).read()
                    if before in content:
                        open(path, "w").write(content.replace(before, after, 1))
                        say("Applied edit to " + path)
                    else:
                        failed += "## SearchReplaceNoExactMatch: This SEARCH block failed to exactly match lines in " + path + "\n"
                if not failed:
                    break
                say("The LLM did not conform to the edit format.")
                messages += [{"role": "assistant", "content": text}, {"role": "user", "content": "# 1 SEARCH/REPLACE block failed to match!\n\n" + failed}]
        except urllib.error.HTTPError as fault:
            say(f"litellm.AuthenticationError: {fault}")
        event("exit", reason="Completed --message")
        """;

    /// <summary>An edit that does not match, then one that does.</summary>
    public static Script Script { get; } = new()
    {
        Turns =
        [
            new ScriptTurn { Text = Edit("I look.", "b - a"), Usage = new ScriptUsage { Prompt = 1200, Completion = 40 } },
            new ScriptTurn { Text = Edit("It adds now.", "a - b"), Usage = new ScriptUsage { Prompt = 1600, Completion = 50 } },
        ],
    };

    /// <summary>A model that refuses the key.</summary>
    public static Script Refusing { get; } = new() { Turns = [new ScriptTurn { Text = "Never.", Error = new ScriptError { Status = 401, Times = 100 } }] };

    /// <summary>Puts the program where it is found.</summary>
    /// <returns>A search path for it.</returns>
    public static string Install(TemporaryFolder folder) => StandInProgram.Install(folder, "aider", Program);

    private static string Edit(string text, string search) =>
        $"{text}\n\ncalc.py\n```python\n<<<<<<< SEARCH\n    return {search}\n=======\n    return a + b\n>>>>>>> REPLACE\n```\n";
}
