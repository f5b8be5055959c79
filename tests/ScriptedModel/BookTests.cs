using System.Net;
using System.Text.Json.Nodes;
using Tracing.Adapters.ScriptedModel.Scripts;
using Tracing.Adapters.ScriptedModel.Serving;

namespace Tracing.ScriptedModel.Tests;

/// <summary>Many conversations with one model, each with a script of its own.</summary>
public sealed class BookTests : IDisposable
{
    private const string Book = """
        { "parts": [
          { "when": ["mend the reader", "careful"], "scripts": [{ "turns": [{ "calls": [{ "shell": "careful 1" }] }, { "text": "careful 2" }] }] },
          { "when": ["mend the reader"], "scripts": [
            { "turns": [{ "calls": [{ "shell": "first 1" }] }, { "calls": [{ "shell": "first 2" }], "error": { "status": 503 } }, { "text": "first 3" }] },
            { "turns": [{ "calls": [{ "shell": "second 1" }] }, { "text": "second 2" }] }] }
        ] }
        """;

    private readonly HttpClient client = new();

    public static TheoryData<string> Protocols => ["openai.chat", "openai.responses", "anthropic.messages", "gemini"];

    public void Dispose() => client.Dispose();

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Conversations_at_the_same_time_each_have_their_own_script(string protocol)
    {
        await using ScriptedModelServer server = await StartAsync();

        string one = await SayAsync(protocol, "mend the reader");
        string two = await SayAsync(protocol, "mend the reader");
        string careful = await SayAsync(protocol, "be careful: mend the reader");
        Assert.Contains("first 1", one, StringComparison.Ordinal);
        Assert.Contains("second 1", two, StringComparison.Ordinal);
        Assert.Contains("careful 1", careful, StringComparison.Ordinal);

        Assert.Contains("second 2", await SayAsync(protocol, "mend the reader", IdIn(two)), StringComparison.Ordinal);
        Assert.Contains("overloaded", await SayAsync(protocol, "mend the reader", IdIn(one)), StringComparison.Ordinal);
        string again = await SayAsync(protocol, "mend the reader", IdIn(one));
        Assert.Contains("first 2", again, StringComparison.Ordinal);
        Assert.Contains("careful 2", await SayAsync(protocol, "be careful: mend the reader", IdIn(careful)), StringComparison.Ordinal);
        Assert.Contains("first 3", await SayAsync(protocol, "mend the reader", IdIn(one), IdIn(again)), StringComparison.Ordinal);
        Assert.Contains("first 1", await SayAsync(protocol, "mend the reader"), StringComparison.Ordinal);
        Assert.Equal([503], server.Log.Records.Select(call => call.Status).Where(status => status != 200));
    }

    [Fact]
    public async Task A_conversation_of_no_part_is_refused_in_words()
    {
        await using ScriptedModelServer server = await StartAsync();

        Assert.Contains("No part of the script book", await SayAsync("openai.chat", "paint the fence"), StringComparison.Ordinal);
        Assert.Equal((int)HttpStatusCode.BadRequest, Assert.Single(server.Log.Records).Status);
    }

    [Theory]
    [InlineData("""{ "parts": [{ "when": ["x"], "scripts": [] }] }""", "no script")]
    [InlineData("""{ "parts": [{ "when": ["x"], "scripts": [{ "turns": [{ "calls": [{ "shell": "ls" }], "error": {} }] }] }] }""", "first turn has no error")]
    [InlineData("""{ "parts": [{ "when": ["x"], "scripts": [{ "turns": [{ "text": "a" }, { "text": "b" }] }] }] }""", "all but the last have calls")]
    [InlineData("""{ "parts": [{ "when": ["x"], "scripts": [{ "turns": [{}] }] }] }""", "neither text nor calls")]
    public void A_book_that_could_not_be_played_is_refused(string book, string reason) =>
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => ScriptFile.ParsePlayer(book)).Message, StringComparison.Ordinal);

    private static string IdIn(string answer) => System.Text.RegularExpressions.Regex.Match(answer, @"call_\d+_\d+").Value;

    private async Task<ScriptedModelServer> StartAsync()
    {
        ScriptedModelServer server = await ScriptedModelServer.StartAsync(ScriptFile.ParsePlayer(Book), "127.0.0.1:0", logPath: null, TimeProvider.System, TestContext.Current.CancellationToken);
        client.BaseAddress = server.Address;
        return server;
    }

    // A client's request, with the ids of the calls whose results it brings along: where they stand is each protocol's own affair.
    private async Task<string> SayAsync(string protocol, string prompt, params string[] ids)
    {
        (string path, string body) = Wire.Request(protocol, stream: false);
        var request = (JsonObject)JsonNode.Parse(body.Replace("Go.", prompt, StringComparison.Ordinal))!;
        request["history"] = new JsonArray([.. ids.Select(id => (JsonNode)new JsonObject { ["id"] = id })]);
        using HttpResponseMessage answer = await Wire.PostAsync(client, path, request.ToJsonString());
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
