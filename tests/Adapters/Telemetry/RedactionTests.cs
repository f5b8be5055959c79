using System.Buffers;
using System.Text;
using System.Text.Json;
using CsCheck;
using Tracing.Adapters.Import;
using Tracing.Adapters.Telemetry;
using Tracing.Adapters.Telemetry.Redacting;

namespace Tracing.Adapters.Tests.Telemetry;

/// <summary>Secrets and folders of this machine do not leave it, wherever the pieces of a text begin and end.</summary>
public sealed class RedactionTests
{
    private static readonly Redaction Redaction = new(
        ["sk-abcdef", "sk-abcdef-longer", "two\nlines \"quoted\"", "gehëim"],
        new Dictionary<string, string> { ["/srv/run-1/work/"] = "/workspace", ["/folk/me"] = "~", ["/boss"] = "~" });

    [Theory]
    [InlineData("key=sk-abcdef.", "key=[redacted].")]
    [InlineData("sk-abcdef-longer sk-abcdef-long", "[redacted] [redacted]-long")]
    [InlineData("sk-abcdesk-abcdef", "sk-abcde[redacted]")]
    [InlineData("gehëimgehëim gehëi", "[redacted][redacted] gehëi")]
    [InlineData("cd /srv/run-1/work && ls /srv/run-1/work/a.py", "cd /workspace && ls /workspace/a.py")]
    [InlineData("/srv/run-1/workshop /srv/run-1", "/srv/run-1/workshop /srv/run-1")]
    [InlineData("-I/folk/me/include", "-I~/include")]
    [InlineData("/boss/.cache file:///boss /workspace/boss /data.boss/x", "~/.cache file://~ /workspace/boss /data.boss/x")]
    [InlineData("nothing", "nothing")]
    [InlineData("", "")]
    public void What_must_not_leave_is_replaced_and_nothing_else(string text, string expected)
    {
        Assert.Equal(expected, Redaction.Apply(text));
        Assert.Equal(expected, Streamed(Encoding.UTF8.GetBytes(text).Select(one => new[] { one })));
    }

    [Fact]
    public void A_secret_is_found_as_it_stands_in_JSON_and_in_JSON_within_JSON()
    {
        string arguments = JsonSerializer.Serialize(new { command = "echo two\nlines \"quoted\"" });
        string message = JsonSerializer.Serialize(new { arguments });

        Assert.Equal("""{"command":"echo [redacted]"}""", Redaction.Apply(arguments));
        Assert.DoesNotContain("quoted", Redaction.Apply(message), StringComparison.Ordinal);
        using JsonDocument whole = JsonDocument.Parse(Redaction.Apply(message));
        Assert.Equal(JsonValueKind.String, whole.RootElement.GetProperty("arguments").ValueKind);
    }

    [Fact]
    public void Requests_that_others_made_pass_redacted_and_stay_JSON()
    {
        var kept = new KeptRequests();

        new RedactingSink(kept, Redaction).Send(new OtlpRequest("v1/traces", JsonSerializer.Serialize(new { a = "two\nlines \"quoted\" in /srv/run-1/work", b = "gehëim" })));

        OtlpRequest request = Assert.Single(kept.Requests);
        Assert.Equal(("v1/traces", """{"a":"[redacted] in /workspace","b":"[redacted]"}"""), (request.SignalPath, request.Json));
    }

    [Fact]
    public void What_is_too_short_for_a_secret_and_the_root_folder_are_not_looked_for()
    {
        var none = new Redaction(["", "short"], new Dictionary<string, string> { ["/"] = "/workspace", [""] = "~" });

        Assert.Equal("a short /path", none.Apply("a short /path"));
    }

    [Fact]
    public void Pieces_give_what_the_whole_gives_and_no_secret_is_in_it()
    {
        string[] all = ["sk-", "abcdef", "-longer", "-long", "/srv/run-1", "/work", "/", "s", "x", "ë", "geh", "im", "/folk/me", "/boss", " ", ".", "two\nlines", " \"quoted\""];
        Gen.Select(Gen.Int[0, all.Length - 1].Select(i => all[i]).Array[0, 12], Gen.Int[1, 9].Array[1, 12]).Sample((parts, cuts) =>
        {
            string text = string.Concat(parts);
            string streamed = Streamed(Pieces(Encoding.UTF8.GetBytes(text), cuts));

            Assert.Equal(Redaction.Apply(text), streamed);
            Assert.DoesNotContain("sk-abcdef", streamed, StringComparison.Ordinal);
            Assert.DoesNotContain("gehëim", streamed, StringComparison.Ordinal);
            Assert.DoesNotContain("/folk/me/", streamed, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void What_no_secret_begins_in_is_passed_on_at_once()
    {
        var redactor = new StreamRedactor(Redaction);
        var clean = new ArrayBufferWriter<byte>();

        redactor.Append("$ ls -la sk"u8, clean);
        Assert.Equal("$ ls -la ", Encoding.UTF8.GetString(clean.WrittenSpan));
        redactor.Append("i"u8, clean);
        Assert.Equal("$ ls -la ski", Encoding.UTF8.GetString(clean.WrittenSpan));
    }

    [Fact]
    public void Bytes_that_are_no_text_stay_as_they_are()
    {
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(i => (byte)i), .. "sk-abcdef"u8, 0xFF];
        var clean = new ArrayBufferWriter<byte>();
        var redactor = new StreamRedactor(Redaction);

        redactor.Append(bytes, clean);
        redactor.Complete(clean);

        Assert.Equal([.. bytes[..256], .. "[redacted]"u8, 0xFF], clean.WrittenSpan.ToArray());
    }

    private static string Streamed(IEnumerable<byte[]> pieces)
    {
        var redactor = new StreamRedactor(Redaction);
        var clean = new ArrayBufferWriter<byte>();
        foreach (byte[] piece in pieces)
        {
            redactor.Append(piece, clean);
        }

        redactor.Complete(clean);
        return Encoding.UTF8.GetString(clean.WrittenSpan);
    }

    private static IEnumerable<byte[]> Pieces(byte[] bytes, int[] cuts)
    {
        int from = 0;
        for (int i = 0; from < bytes.Length; i++)
        {
            int length = Math.Min(cuts[i % cuts.Length], bytes.Length - from);
            yield return bytes[from..(from + length)];
            from += length;
        }
    }
}
