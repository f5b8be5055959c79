using System.Net;
using System.Text.Json;

namespace Tracing.Query.Tests.Support;

/// <summary>An answer of the GraphQL endpoint.</summary>
public sealed record GraphQlAnswer(HttpStatusCode Status, string Text, JsonElement Json)
{
    /// <summary>The data; fails where there are errors.</summary>
    public JsonElement Data
    {
        get
        {
            Assert.False(Json.TryGetProperty("errors", out _), Text);
            return Json.GetProperty("data");
        }
    }

    /// <summary>The code of the only error.</summary>
    public string Code => Error.GetProperty("extensions").GetProperty("code").GetString()!;

    /// <summary>The only error.</summary>
    public JsonElement Error => Assert.Single(Json.GetProperty("errors").EnumerateArray());

    public static async Task<GraphQlAnswer> ReadAsync(HttpResponseMessage response)
    {
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new GraphQlAnswer(response.StatusCode, text, JsonElement.Parse(text));
    }
}
