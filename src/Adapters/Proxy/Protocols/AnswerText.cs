using System.Text.Json;
using Tracing.Adapters.Proxy.Recording;

namespace Tracing.Adapters.Proxy.Protocols;

/// <summary>Takes what an answer says. Where contents are not kept, no text is made of the bytes.</summary>
internal static class AnswerText
{
    /// <summary>Takes the text of a member, if it is there.</summary>
    public static void Say(this ModelCallFacts facts, JsonElement holder, string member)
    {
        if (facts.MaxText > 0)
        {
            facts.Say(holder.Text(member));
        }
    }
}
