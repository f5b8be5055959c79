using Tracing.Storage.Rows;

namespace Tracing.Storage.Reads.Mapping;

/// <summary>Joins keys, values and type letters, which are stored side by side in the same order.</summary>
internal static class AttributeMapping
{
    public static AttributeValue[] Join(string[] keys, string[] values, string types)
    {
        var attributes = new AttributeValue[keys.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            attributes[i] = new AttributeValue(keys[i], values[i], i < types.Length ? Type(types[i]) : AttributeType.String);
        }

        return attributes;
    }

    /// <summary>Rows that others wrote into the de-facto columns carry no letters: their values are strings.</summary>
    public static AttributeType Type(string letter) => letter.Length == 0 ? AttributeType.String : Type(letter[0]);

    private static AttributeType Type(char letter) => letter is 's' or 'i' or 'd' or 'b' or 'y' or 'a' or 'm' or 'n'
        ? (AttributeType)(byte)letter
        : AttributeType.String;
}
