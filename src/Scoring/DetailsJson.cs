using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tracing.Scoring;

/// <summary>
/// A scorer's details, written key by key: the order is the code's, numbers take their shortest form that reads back to the same
/// double, what was not recorded is <c>null</c>, and text stays readable. The same evidence gives the same bytes.
/// </summary>
internal sealed class DetailsJson
{
    // The details travel as data and every page escapes what it shows, so nothing is escaped here beyond what JSON asks for.
    private static readonly JsonWriterOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Utf8JsonWriter _writer;

    private DetailsJson(Utf8JsonWriter writer) => _writer = writer;

    /// <summary>Writes one object.</summary>
    /// <param name="write">Writes its members.</param>
    /// <returns>The object as text.</returns>
    public static string Of(Action<DetailsJson> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, Format))
        {
            writer.WriteStartObject();
            write(new DetailsJson(writer));
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>A number, or null; JSON has no number that is not finite.</summary>
    public DetailsJson Number(string key, double? value)
    {
        if (value is { } known && double.IsFinite(known))
        {
            _writer.WriteNumber(key, known);
        }
        else
        {
            _writer.WriteNull(key);
        }

        return this;
    }

    /// <summary>A whole number, or null.</summary>
    public DetailsJson Count(string key, long? value)
    {
        if (value is { } known)
        {
            _writer.WriteNumber(key, known);
        }
        else
        {
            _writer.WriteNull(key);
        }

        return this;
    }

    /// <summary>True, false or null.</summary>
    public DetailsJson Flag(string key, bool? value)
    {
        if (value is { } known)
        {
            _writer.WriteBoolean(key, known);
        }
        else
        {
            _writer.WriteNull(key);
        }

        return this;
    }

    /// <summary>Text, or null.</summary>
    public DetailsJson Text(string key, string? value)
    {
        _writer.WriteString(key, value);
        return this;
    }

    /// <summary>A list of texts, or null.</summary>
    public DetailsJson List(string key, IEnumerable<string>? values)
    {
        if (values is null)
        {
            _writer.WriteNull(key);
            return this;
        }

        _writer.WriteStartArray(key);
        foreach (string value in values)
        {
            _writer.WriteStringValue(value);
        }

        _writer.WriteEndArray();
        return this;
    }

    /// <summary>An object.</summary>
    public DetailsJson Object(string key, Action<DetailsJson> write)
    {
        _writer.WriteStartObject(key);
        write(this);
        _writer.WriteEndObject();
        return this;
    }
}
