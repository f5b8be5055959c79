using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tracing.Adapters.Telemetry.Redacting;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Telemetry;

/// <summary>
/// What must not leave this machine: values of secrets, which become <c>[redacted]</c>, and folders of this machine, which become what the agent
/// knows them as (<c>/workspace</c>, <c>~</c>). Where several fit, the leftmost and longest is replaced.
/// </summary>
public sealed class Redaction
{
    /// <summary>What stands for a secret.</summary>
    public const string Mark = SecretShapes.Mark;

    /// <summary>A shorter value is no secret: each text holds it by chance.</summary>
    public const int ShortestSecret = 6;

    private readonly ReplacementSet texts;

    /// <summary>Makes a redaction.</summary>
    /// <param name="secrets">Values of secrets. As they stand in JSON, and in JSON within JSON, they are found too; those under <see cref="ShortestSecret"/> characters are not.</param>
    /// <param name="folders">Full paths of folders of this machine, and the names that stand for them.</param>
    public Redaction(IEnumerable<string> secrets, IEnumerable<KeyValuePair<string, string>> folders)
    {
        IEnumerable<Replacement> hidden = secrets.Where(secret => secret.Length >= ShortestSecret).SelectMany(Forms).Distinct(StringComparer.Ordinal)
            .Select(form => new Replacement(form, Mark, IsFolder: false));
        IEnumerable<Replacement> renamed = folders.Select(folder => new Replacement(folder.Key.TrimEnd('/'), folder.Value, IsFolder: true)).Where(folder => folder.Pattern.Length > 1);
        Replacement[] all = [.. hidden.Concat(renamed).DistinctBy(one => one.Pattern, StringComparer.Ordinal)];
        texts = new ReplacementSet(all);
        Bytes = new ReplacementSet([.. all.Select(one => one with { Pattern = Widened(one.Pattern), Instead = Widened(one.Instead) })]);
    }

    /// <summary>Hides nothing.</summary>
    public static Redaction None { get; } = new([], []);

    /// <summary>The same for bytes of UTF-8, each widened to a character.</summary>
    internal ReplacementSet Bytes { get; }

    /// <summary>Redacts a whole text.</summary>
    /// <param name="text">The text.</param>
    public string Apply(string text)
    {
        if (!texts.TryFind(text, 0, out int start, out Replacement? found))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        int from = 0;
        do
        {
            clean.Append(text, from, start - from).Append(found.Instead);
            from = start + found.Pattern.Length;
        }
        while (texts.TryFind(text, from, out start, out found));
        return clean.Append(text, from, text.Length - from).ToString();
    }

    // A secret also stands in JSON, escaped by this encoder or that, and in JSON that is a string of JSON (the arguments of a tool call).
    private static IEnumerable<string> Forms(string secret)
    {
        string[] once = [secret, Escaped(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping), Escaped(secret, JavaScriptEncoder.Default)];
        return once.Concat(once.Skip(1).SelectMany(form => new[] { Escaped(form, JavaScriptEncoder.UnsafeRelaxedJsonEscaping), Escaped(form, JavaScriptEncoder.Default) }));
    }

    private static string Escaped(string text, JavaScriptEncoder encoder) => JsonEncodedText.Encode(Otlp.OtlpAttributes.WellFormed(text), encoder).ToString();

    private static string Widened(string text) => System.Text.Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
}
