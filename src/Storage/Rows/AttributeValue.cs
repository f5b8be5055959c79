namespace Tracing.Storage.Rows;

/// <summary>Type of an attribute's value, by the letter under which it is stored.</summary>
public enum AttributeType : byte
{
    /// <summary>No value.</summary>
    Empty = (byte)'n',

    /// <summary>A string.</summary>
    String = (byte)'s',

    /// <summary>A whole number of 64 bits, in decimal.</summary>
    Int = (byte)'i',

    /// <summary>A double in its shortest form that reads back the same; <c>NaN</c>, <c>Infinity</c>, <c>-Infinity</c>.</summary>
    Double = (byte)'d',

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Bool = (byte)'b',

    /// <summary>Bytes, in base64.</summary>
    Bytes = (byte)'y',

    /// <summary>An array, as JSON.</summary>
    Array = (byte)'a',

    /// <summary>A list of keys and values, as JSON.</summary>
    KeyValueList = (byte)'m',
}

/// <summary>One attribute.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">Its value as text; see <see cref="AttributeType"/>.</param>
/// <param name="Type">Its type: integer 3 and string "3" differ.</param>
public readonly record struct AttributeValue(string Key, string Value, AttributeType Type);
