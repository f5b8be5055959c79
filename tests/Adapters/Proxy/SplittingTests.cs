using System.Text;
using CsCheck;
using Tracing.Adapters.Proxy.Protocols;
using Tracing.Adapters.Proxy.Recording;
using Tracing.Adapters.Tests.Proxy.Stage;
using Tracing.Adapters.ScriptedModel.Serving;

namespace Tracing.Adapters.Tests.Proxy;

/// <summary>Wherever a stream is cut into pieces, and whatever it holds, the same is recorded and the same passes.</summary>
public sealed class SplittingTests
{
    private const string EventStream = "text/event-stream";

    private static readonly Gen<int[]> Cuts = Gen.Int[1, 40].Array[1, 400];

    [Theory]
    [InlineData("openai.chat+usage", "\n")]
    [InlineData("openai.chat+usage", "\r\n")]
    [InlineData("openai.chat+usage", "\r")]
    [InlineData("openai.responses", "\n")]
    [InlineData("anthropic.messages", "\r\n")]
    [InlineData("gemini", "\n")]
    [InlineData("gemini+array", "\n")]
    public async Task Pieces_of_any_size_give_the_same_facts(string form, string lineEnd)
    {
        (string path, byte[] bytes) = await StreamAsync(form);
        bytes = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("\n", lineEnd, StringComparison.Ordinal));
        string mediaType = form == "gemini+array" ? "application/json" : EventStream;
        string whole = Facts(Record(path, mediaType, takesOut: false, bytes, [bytes.Length]).Call);
        Assert.Contains("True", whole, StringComparison.Ordinal);

        Cuts.Sample(cuts => Assert.Equal(whole, Facts(Record(path, mediaType, takesOut: false, bytes, cuts).Call)), iter: 200);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task The_usage_chunk_alone_is_taken_out_wherever_the_stream_is_cut(string lineEnd)
    {
        (string path, byte[] bytes) = await StreamAsync("openai.chat+usage");
        string text = Encoding.UTF8.GetString(bytes).Replace("\n", lineEnd, StringComparison.Ordinal);
        bytes = Encoding.UTF8.GetBytes(text);
        string[] events = text.Split(lineEnd + lineEnd);
        string expected = string.Join(lineEnd + lineEnd, events.Where(one => !one.Contains("\"choices\":[]", StringComparison.Ordinal)));
        Assert.NotEqual(text, expected);

        Cuts.Sample(
            cuts =>
            {
                (RecordedCall call, byte[] passed) = Record(path, EventStream, takesOut: true, bytes, cuts);
                Assert.Equal(expected, Encoding.UTF8.GetString(passed));
                Assert.Equal((1000L, 50L), (call.Facts.PromptTokens, call.Facts.CompletionTokens));
            },
            iter: 200);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_event_beyond_the_bound_passes_untouched_and_the_facts_say_that_something_is_missing(bool takesOut)
    {
        string huge = "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1},\"x\":\"" + new string('x', 300_000) + "\"}\n\n";
        const string Last = "data: {\"model\":\"m-1\",\"choices\":[{\"finish_reason\":\"stop\"}]}\n\n";
        byte[] bytes = Encoding.UTF8.GetBytes(huge + Last);

        (RecordedCall call, byte[] passed) = Record("/v1/chat/completions", EventStream, takesOut, bytes, [10_000]);

        Assert.Equal(bytes, passed);
        Assert.Equal((true, null, "stop"), (call.Facts.HasUnread, call.Facts.PromptTokens, call.Facts.FinishReason));
    }

    [Fact]
    public void Random_bytes_pass_unchanged_and_nothing_throws()
    {
        Gen<byte[]> near = Gen.OneOf(
            Gen.Byte.Array[0, 300],
            OneOf("data: ", "{\"choices\":[", "\"usage\":{", "}", "]", "\n", "\r", "\r\n\n", "null", "\"\\ud800\"", "{\"type\":\"message_delta\",\"usage\":5}", "{\"candidates\":{}}", "\u00e9", "[", "\uFEFF")
                .Array[0, 60].Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts))));
        Gen<string> paths = OneOf("/chat/completions", "/responses", "/messages", "/models/m:streamGenerateContent");
        Gen.Select(near, Cuts, paths, OneOf(EventStream, "application/json")).Sample(
            (bytes, cuts, path, mediaType) => Assert.Equal(bytes, Record(path, mediaType, takesOut: false, bytes, cuts).Passed),
            iter: 5_000);
    }

    [Fact]
    public void What_is_taken_out_of_random_bytes_is_never_more_than_usage_chunks()
    {
        Gen<byte[]> near = OneOf("data: {\"choices\":[],\"usage\":{}}\n\n", "data: x\n\n", ": note\r\n\r\n", "data: {\"choices\":[],\"usage\":null}\n\n", "data\n\n", "\n")
            .Array[0, 30].Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)));
        Gen.Select(near, Cuts).Sample(
            (bytes, cuts) =>
            {
                string passed = Encoding.UTF8.GetString(Record("/chat/completions", EventStream, takesOut: true, bytes, cuts).Passed);
                string input = Encoding.UTF8.GetString(bytes);
                Assert.Equal(input.Length - passed.Length, Removed(input, passed) * "data: {\"choices\":[],\"usage\":{}}\n\n".Length);
            },
            iter: 2_000);
    }

    private static Gen<T> OneOf<T>(params T[] items) => Gen.Int[0, items.Length - 1].Select(i => items[i]);

    private static int Removed(string input, string passed) => Occurrences(input) - Occurrences(passed);

    private static int Occurrences(string text) => text.Split("\"usage\":{}}").Length - 1;

    private static async Task<(string Path, byte[] Bytes)> StreamAsync(string form)
    {
        await using ScriptedModelServer model = await SampleScript.StartAsync();
        using var client = new HttpClient { BaseAddress = model.Address };
        (string path, string body) = ModelRequests.Of(form, stream: true);
        using HttpResponseMessage answer = await ProxyStage.PostAsync(client, path, body);
        return (path.Split('?')[0], await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    private static (RecordedCall Call, byte[] Passed) Record(string path, string mediaType, bool takesOut, byte[] bytes, int[] cuts)
    {
        IModelProtocol protocol = ModelProtocols.Of("POST", path)!;
        var recording = new CallRecording(protocol, path, TimeProvider.System) { MaxReadBytes = 64 << 10, TakesOutUsage = takesOut };
        recording.Answered(200, mediaType, isPlain: true);
        var passed = new List<byte>();
        int at = 0;
        for (int i = 0; at < bytes.Length; i++)
        {
            int length = Math.Min(cuts[i % cuts.Length], bytes.Length - at);
            ReadOnlyMemory<byte> piece = bytes.AsMemory(at, length);
            passed.AddRange(recording.Pass(piece).Span);
            recording.Read(piece.Span, recording.Now);
            at += length;
        }

        passed.AddRange(recording.End().Span);
        return (recording.Finish(fault: null, requestHash: null), [.. passed]);
    }

    private static string Facts(RecordedCall call)
    {
        ModelCallFacts facts = call.Facts;
        return string.Join(
            '|', facts.ResponseModel, facts.ResponseId, facts.FinishReason, facts.PromptTokens, facts.CompletionTokens, facts.CacheReadTokens, facts.CacheCreationTokens,
            facts.ReasoningTokens, facts.ErrorType, facts.HasOutput, facts.IsComplete, facts.HasUnread, call.ErrorType);
    }
}
