using System.Text.Json;
using Tracing.Adapters.Proxy.Recording;

namespace Tracing.Adapters.Proxy.Protocols;

/// <summary>
/// The results of tools in Gemini's requests: <c>functionResponse</c> parts of <c>contents</c>. They need not carry an id, so the conversation is marked.
/// </summary>
internal static class GeminiResults
{
    /// <summary>Reads <c>contents</c>; Code Assist wraps them in <c>request</c>.</summary>
    /// <param name="reader">Stands on a member's name.</param>
    /// <param name="body">The whole request.</param>
    /// <param name="results">Where the results go.</param>
    /// <returns>Whether the member was read.</returns>
    public static bool TryRead(ref Utf8JsonReader reader, ReadOnlySpan<byte> body, ToolResults results)
    {
        if (reader.ValueTextEquals("request"u8))
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                return true;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (!TryReadContents(ref reader, body, results))
                {
                    reader.Skip();
                }
            }

            return true;
        }

        return TryReadContents(ref reader, body, results);
    }

    /// <summary>A response with <c>error</c> is the protocol's own way to tell a failure.</summary>
    public static ToolOutcome OutcomeOf(ReadOnlySpan<byte> content)
    {
        var reader = new Utf8JsonReader(content, new JsonReaderOptions { MaxDepth = 256 });
        reader.Read();
        var found = new ResultDraft();
        JsonWalk.Members(ref reader, found, static (ref Utf8JsonReader member, ResultDraft into) =>
        {
            bool isError = member.ValueTextEquals("error"u8);
            member.Read();
            if (isError && member.TokenType != JsonTokenType.Null)
            {
                into.Failed = true;
            }

            member.Skip();
        });
        return new ToolOutcome(found.Failed, null);
    }

    private static bool TryReadContents(ref Utf8JsonReader reader, ReadOnlySpan<byte> body, ToolResults results)
    {
        if (!reader.ValueTextEquals("contents"u8))
        {
            return false;
        }

        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return true;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            int start = (int)reader.TokenStartIndex;
            var content = new Content(results);
            JsonWalk.Members(ref reader, content, ReadContentMember);
            if (content.IsModel)
            {
                results.Answered();
            }

            results.Pass(body[start..(int)reader.BytesConsumed]);
        }

        return true;
    }

    private static void ReadContentMember(ref Utf8JsonReader reader, Content content)
    {
        if (reader.ValueTextEquals("role"u8))
        {
            content.IsModel = JsonWalk.Text(ref reader) == "model";
        }
        else if (reader.ValueTextEquals("parts"u8))
        {
            reader.Read();
            JsonWalk.Items(ref reader, content.Results, static (ref Utf8JsonReader part, ToolResults into) => JsonWalk.Members(ref part, into, ReadPartMember));
        }
        else
        {
            reader.Skip();
        }
    }

    private static void ReadPartMember(ref Utf8JsonReader reader, ToolResults results)
    {
        if (!reader.ValueTextEquals("functionResponse"u8))
        {
            reader.Skip();
            return;
        }

        reader.Read();
        ResultDraft response = ResultDraft.Read(ref reader, ReadResponseMember);
        if (response.Id is not null || response.Name is not null)
        {
            results.Add(response.Result);
        }
    }

    private static void ReadResponseMember(ref Utf8JsonReader reader, ResultDraft response)
    {
        if (reader.ValueTextEquals("id"u8))
        {
            response.Id = JsonWalk.Text(ref reader) is { Length: > 0 } id ? id : null;
        }
        else if (reader.ValueTextEquals("name"u8))
        {
            response.Name = JsonWalk.Text(ref reader);
        }
        else if (reader.ValueTextEquals("response"u8))
        {
            response.Content = JsonWalk.Place(ref reader);
        }
        else
        {
            reader.Skip();
        }
    }

    private sealed class Content(ToolResults results)
    {
        public ToolResults Results => results;

        public bool IsModel { get; set; }
    }
}
