using System.Text.Json;

namespace Tracing.Adapters.Proxy.Protocols;

/// <summary>How a request says whether it wants its usage in the stream.</summary>
internal enum UsageAsked
{
    /// <summary>It has no <c>stream_options</c>.</summary>
    NoOptions,

    /// <summary>Its <c>stream_options</c> is null.</summary>
    NullOptions,

    /// <summary>Its <c>stream_options</c> is an empty object.</summary>
    EmptyOptions,

    /// <summary>Its <c>stream_options</c> holds other members alone.</summary>
    OtherOptions,

    /// <summary>It says no.</summary>
    No,

    /// <summary>It says yes, or something that only the upstream can judge.</summary>
    Yes,
}

/// <summary>
/// The place in a chat completion's request that asks for usage (<c>stream_options.include_usage</c>), so that it can be asked for without touching
/// another byte.
/// </summary>
/// <param name="Offset">Where bytes are put in.</param>
/// <param name="Length">How many bytes are replaced there.</param>
/// <param name="Asked">What stands there.</param>
internal readonly record struct UsageQuestion(int Offset, int Length, UsageAsked Asked)
{
    /// <summary>Reads the value of <c>stream_options</c>; the reader stands on its first token, and afterwards on its last.</summary>
    public static UsageQuestion Read(ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        if (reader.TokenType == JsonTokenType.Null)
        {
            return new UsageQuestion(start, "null"u8.Length, UsageAsked.NullOptions);
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return new UsageQuestion(start, 0, UsageAsked.Yes);
        }

        var question = new UsageQuestion(start + 1, 0, UsageAsked.EmptyOptions);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isIt = reader.ValueTextEquals("include_usage"u8);
            reader.Read();
            if (isIt)
            {
                question = reader.TokenType == JsonTokenType.False
                    ? new UsageQuestion((int)reader.TokenStartIndex, "false"u8.Length, UsageAsked.No)
                    : new UsageQuestion((int)reader.TokenStartIndex, 0, UsageAsked.Yes);
            }
            else if (question.Asked == UsageAsked.EmptyOptions)
            {
                question = question with { Asked = UsageAsked.OtherOptions };
            }

            reader.Skip();
        }

        return question;
    }

    /// <summary>What is put into the body so that it asks.</summary>
    /// <returns>Null where the agent asks already.</returns>
    public UsagePut? Ask() => Asked switch
    {
        UsageAsked.NoOptions => Put("\"stream_options\":{\"include_usage\":true},"u8),
        UsageAsked.NullOptions => Put("{\"include_usage\":true}"u8),
        UsageAsked.EmptyOptions => Put("\"include_usage\":true"u8),
        UsageAsked.OtherOptions => Put("\"include_usage\":true,"u8),
        UsageAsked.No => Put("true"u8),
        _ => null,
    };

    private UsagePut Put(ReadOnlySpan<byte> bytes) => new(Offset, Length, bytes.ToArray());
}

/// <summary>Bytes to put into a body.</summary>
/// <param name="Offset">Where.</param>
/// <param name="Length">How many bytes they replace.</param>
/// <param name="Bytes">The bytes.</param>
internal sealed record UsagePut(int Offset, int Length, ReadOnlyMemory<byte> Bytes);
