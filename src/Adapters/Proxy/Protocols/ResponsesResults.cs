using System.Text.Json;
using Tracing.Adapters.Proxy.Recording;

namespace Tracing.Adapters.Proxy.Protocols;

/// <summary>The results of tools in requests for a response: items of <c>input</c> whose type ends with <c>_output</c>, with the call's id.</summary>
internal static class ResponsesResults
{
    private const string OutputSuffix = "_output";

    /// <summary>Reads <c>input</c>.</summary>
    /// <param name="reader">Stands on a member's name.</param>
    /// <param name="results">Where the results go.</param>
    /// <returns>Whether the member was read.</returns>
    public static bool TryRead(ref Utf8JsonReader reader, ToolResults results)
    {
        if (!reader.ValueTextEquals("input"u8))
        {
            return false;
        }

        reader.Read();
        JsonWalk.Items(ref reader, results, static (ref Utf8JsonReader item, ToolResults into) =>
        {
            ResultDraft output = ResultDraft.Read(ref item, ReadMember);
            if (output.Id is not null && output.Kind?.EndsWith(OutputSuffix, StringComparison.Ordinal) == true)
            {
                into.Add(output.Result);
            }
        });
        return true;
    }

    private static void ReadMember(ref Utf8JsonReader reader, ResultDraft item)
    {
        if (reader.ValueTextEquals("type"u8))
        {
            item.Kind = JsonWalk.Text(ref reader);
        }
        else if (reader.ValueTextEquals("call_id"u8))
        {
            item.Id = JsonWalk.Text(ref reader);
        }
        else if (reader.ValueTextEquals("status"u8))
        {
            // "completed" says that the item is whole, of most tools; "failed" is said of a patch alone.
            item.Failed = JsonWalk.Text(ref reader) == "failed" ? true : null;
        }
        else if (reader.ValueTextEquals("output"u8))
        {
            item.Content = JsonWalk.Place(ref reader);
        }
        else
        {
            reader.Skip();
        }
    }
}
