using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace ForeignHarness;

/// <summary>Events of the vocabulary as log records of the current span.</summary>
/// <param name="logger">Writes them.</param>
internal sealed class Events(ILogger logger)
{
    private const string Recording = "{\"version\":2,\"width\":80,\"height\":24}\n[0.5,\"o\",\"$ ls\\r\\n\"]\n[1.5,\"o\",\"calc.py\\r\\n\"]\n";
    private const string Output = "calc.py\nAssertionError: -1\n";

    /// <summary>Tells one event.</summary>
    public void Tell(string name, string body, params (string Key, object Value)[] attributes)
    {
        List<KeyValuePair<string, object?>> state = [.. attributes.Select(attribute => KeyValuePair.Create(attribute.Key, (object?)attribute.Value))];
        logger.Log(LogLevel.Information, new EventId(0, name), state, null, (_, _) => body);
    }

    /// <summary>A recording in two chunks and the standard output in one.</summary>
    public void Artifacts()
    {
        int half = Recording.Length / 2;
        string hash = Sha256(Recording);
        Tell("bench.artifact", Recording[..half], ("bench.artifact.kind", "recording"), ("bench.artifact.format", "asciicast-v2"), ("bench.artifact.made", "pty"),
            ("bench.artifact.seq", 0), ("bench.artifact.last", false), ("bench.artifact.sha256", hash));
        Tell("bench.artifact", Recording[half..], ("bench.artifact.kind", "recording"), ("bench.artifact.format", "asciicast-v2"), ("bench.artifact.made", "pty"),
            ("bench.artifact.seq", 1), ("bench.artifact.last", true), ("bench.artifact.sha256", hash));
        Tell("bench.artifact", Output, ("bench.artifact.kind", "stdout"), ("bench.artifact.format", "text"), ("bench.artifact.made", "verbatim"));
    }

    /// <summary>What the agent did to the task's files.</summary>
    public void FileChanges()
    {
        Tell("bench.file.change", "--- a/calc.py\n+++ b/calc.py\n@@ -1 +1 @@\n-a - b\n+a + b\n", ("file.path", "calc.py"), ("bench.change", "modified"), ("bench.change.expected", true),
            ("bench.change.sha256_before", Sha256("a - b\n")), ("bench.change.sha256_after", Sha256("a + b\n")));
        Tell("bench.file.change", "", ("file.path", "notes.txt"), ("bench.change", "added"), ("bench.change.expected", false), ("bench.change.sha256_after", Sha256("")));
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
