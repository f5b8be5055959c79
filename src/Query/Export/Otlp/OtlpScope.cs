using System.Text.Json;
using Tracing.Storage.Rows;

namespace Tracing.Query.Export.Otlp;

/// <summary>An instrumentation scope, equal where its name, version and attributes are.</summary>
internal readonly struct OtlpScope(string name, string version, IReadOnlyList<AttributeValue> attributes) : IEquatable<OtlpScope>
{
    private readonly string name = name;
    private readonly string version = version;
    private readonly IReadOnlyList<AttributeValue> attributes = attributes;

    /// <summary>Writes it as the member of a request's part.</summary>
    /// <param name="json">Receives it.</param>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("scope");
        json.WriteString("name", name);
        json.WriteString("version", version);
        OtlpValue.WriteAttributes(json, attributes);
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public bool Equals(OtlpScope other) => name == other.name && version == other.version && attributes.SequenceEqual(other.attributes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is OtlpScope other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(name, version, attributes.Count);
}
