using System.Text;
using Tracing.Collector.Decode;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Tests.Decode;

/// <summary>What senders of OTLP/JSON do beside the plain case.</summary>
public sealed class JsonRuleTests
{
    private const string Ids = "\"traceId\":\"0102030405060708090A0b0c0d0e0f10\",\"spanId\":\"1112131415161718\",\"startTimeUnixNano\":\"1780000000000000000\"";

    [Theory]
    [InlineData("{\"intValue\":\"7\"}", "'7'", "'i'")]
    [InlineData("{\"intValue\":-7}", "'-7'", "'i'")]
    [InlineData("{\"intValue\":7.0}", "'7'", "'i'")]
    [InlineData("{\"intValue\":\"1e3\"}", "'1000'", "'i'")]
    [InlineData("{\"doubleValue\":1}", "'1'", "'d'")]
    [InlineData("{\"doubleValue\":\"NaN\"}", "'NaN'", "'d'")]
    [InlineData("{\"doubleValue\":\"-Infinity\"}", "'-Infinity'", "'d'")]
    [InlineData("{\"boolValue\":true}", "'true'", "'b'")]
    [InlineData("{\"bytesValue\":\"-_8\"}", "'+/8='", "'y'")]
    [InlineData("{}", "''", "'n'")]
    [InlineData("null", "''", "'n'")]
    [InlineData("{\"stringValue\":null}", "''", "'n'")]
    [InlineData("{\"newValue\":[{}],\"stringValue\":\"x\"}", "'x'", "'s'")]
    [InlineData("{\"stringValue\":\"x\",\"intValue\":1}", "'1'", "'i'")]
    [InlineData("{\"arrayValue\":{}}", "'[]'", "'a'")]
    [InlineData("{\"arrayValue\":{\"values\":[{\"intValue\":\"1\"},{\"doubleValue\":1},{},{\"bytesValue\":\"AA==\"},{\"doubleValue\":\"NaN\"}]}}", "'[1,1.0,null,\"AA==\",\"NaN\"]'", "'a'")]
    [InlineData("{\"kvlistValue\":{\"values\":[{\"value\":{\"intValue\":1},\"key\":\"b\\\"\"},{\"key\":\"b\"}]}}", "'{\"b\\\"\":1,\"b\":null}'", "'m'")]
    public void A_value_is_stored_with_its_type(string json, string value, string type)
    {
        Dictionary<string, string> row = One("\"attributes\":[{\"key\":\"k\",\"value\":" + json + "}]");
        Assert.Equal("{'k':" + value + "}", row["SpanAttributes"]);
        Assert.Equal(type, row["SpanAttributeTypes"]);
    }

    [Theory]
    [InlineData("\"attributes\":[{\"key\":\"k\",\"value\":{\"doubleValue\":1e400}}]", "out of range")]
    [InlineData("\"attributes\":[{\"key\":\"k\",\"value\":{\"intValue\":9223372036854775808}}]", "out of range")]
    [InlineData("\"attributes\":[{\"key\":\"k\",\"value\":{\"intValue\":1.5}}]", "out of range")]
    [InlineData("\"attributes\":[{\"key\":\"k\",\"value\":{\"bytesValue\":\"*\"}}]", "base64")]
    [InlineData("\"attributes\":[{\"key\":\"k\",\"value\":\"bare\"}]", "wrong type")]
    [InlineData("\"attributes\":{}", "wrong type")]
    [InlineData("\"name\":5", "wrong type")]
    [InlineData("\"flags\":4294967296", "out of range")]
    [InlineData("\"kind\":\"SPAN_KIND_SERVER\"", "out of range")]
    [InlineData("\"traceId\":\"\"", "trace id")]
    [InlineData("\"traceId\":\"0102030405060708090a0b0c0d0e0f1g\"", "trace id")]
    [InlineData("\"spanId\":\"111213141516171\"", "span id")]
    public void A_bad_member_rejects_its_span_alone(string member, string reason)
    {
        using var decoding = new Decoding();
        RequestContext context = Decoding.Context(OtlpSignal.Traces, OtlpEncoding.Json);
        string body = Body("{" + Ids + "," + member + "},{" + Ids + ",\"name\":\"good\"}");
        Assert.Null(decoding.Decode(Encoding.UTF8.GetBytes(body), in context).Reason);
        Assert.Contains(reason, decoding.Request.Message, StringComparison.Ordinal);
        Assert.Equal("'good'", Assert.Single(decoding.Rows(TableTag.Spans))["SpanName"]);
    }

    [Fact]
    public void Resource_and_scope_may_come_after_their_spans()
    {
        using var decoding = new Decoding();
        RequestContext context = Decoding.Context(OtlpSignal.Traces, OtlpEncoding.Json);
        string body = """{"resourceSpans":[{"scopeSpans":[{"spans":[{""" + Ids + """
            }],"scope":{"name":"late","version":"1"}}],
            "resource":{"attributes":[{"key":"service.name","value":{"stringValue":"svc"}}]}}]}
            """;
        Assert.Null(decoding.Decode(Encoding.UTF8.GetBytes(body), in context).Reason);
        Dictionary<string, string> row = Assert.Single(decoding.Rows(TableTag.Spans));
        Assert.Equal(("'svc'", "'late'"), (row["ServiceName"], row["ScopeName"]));
    }

    [Fact]
    public void Of_a_repeated_member_the_last_counts_and_repeated_keys_all_stay()
    {
        Dictionary<string, string> row = One(
            """ "name":"first","name":"second","attributes":[{"key":"a","key":"k","value":{"intValue":1},"value":{"stringValue":"x"}},{"key":"k","value":{"intValue":2}}] """);
        Assert.Equal(("'second'", "{'k':'x','k':'2'}", "'si'"), (row["SpanName"], row["SpanAttributes"], row["SpanAttributeTypes"]));
    }

    [Fact]
    public void Escapes_are_resolved_and_lone_surrogates_replaced()
    {
        using var decoding = new Decoding();
        Dictionary<string, string> row = One(""" "n\u0061me":"\ud83d\ude00\u00e9\/\n\ud800x\udc00" """, decoding);
        Assert.Equal(Show.Text("😀é/\n\ufffdx\ufffd"), row["SpanName"]);
        Assert.Contains("lone surrogate", decoding.Request.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Flags_above_255_and_absent_status_are_fine()
    {
        Dictionary<string, string> row = One("\"flags\":257,\"status\":{},\"kind\":3,\"parentSpanId\":\"\"");
        Assert.Equal(("257", "'Unset'", "'Client'", "''"), (row["Flags"], row["StatusCode"], row["SpanKind"], row["ParentSpanId"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"resourceSpans\":{}}")]
    [InlineData("{\"resourceSpans\":[3]}")]
    [InlineData("{\"resourceSpans\":[]} x")]
    [InlineData("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":{}}]}]}")]
    public void A_body_of_another_shape_is_malformed(string body)
    {
        using var decoding = new Decoding();
        RequestContext context = Decoding.Context(OtlpSignal.Traces, OtlpEncoding.Json);
        Assert.NotNull(decoding.Decode(Encoding.UTF8.GetBytes(body), in context).Reason);
        Assert.True(decoding.Request.IsEmpty);
    }

    private static string Body(string spans) => """{"resourceSpans":[{"scopeSpans":[{"spans":[""" + spans + "]}]}]}";

    private static Dictionary<string, string> One(string members)
    {
        using var decoding = new Decoding();
        return One(members, decoding);
    }

    private static Dictionary<string, string> One(string members, Decoding decoding)
    {
        RequestContext context = Decoding.Context(OtlpSignal.Traces, OtlpEncoding.Json);
        string body = Body("{" + Ids + "," + members + "}");
        Assert.Null(decoding.Decode(Encoding.UTF8.GetBytes(body), in context).Reason);
        return Assert.Single(decoding.Rows(TableTag.Spans));
    }
}
