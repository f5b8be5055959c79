using System.Text.Json;
using Tracing.Storage.Rows;

namespace Tracing.Query.Export.Otlp;

/// <summary>Who told: a resource, equal where all its attributes are.</summary>
internal readonly struct OtlpResource(IReadOnlyList<AttributeValue> attributes) : IEquatable<OtlpResource>
{
    private readonly IReadOnlyList<AttributeValue> attributes = attributes;

    /// <summary>Writes it as the member of a request's part.</summary>
    /// <param name="json">Receives it.</param>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("resource");
        OtlpValue.WriteAttributes(json, attributes);
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public bool Equals(OtlpResource other) => attributes.SequenceEqual(other.attributes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is OtlpResource other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (AttributeValue attribute in attributes)
        {
            hash.Add(attribute);
        }

        return hash.ToHashCode();
    }
}
