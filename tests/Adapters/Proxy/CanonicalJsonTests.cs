using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tracing.Adapters.Proxy.Hashing;

namespace Tracing.Adapters.Tests.Proxy;

/// <summary>RFC 8785, with the examples of its sections 3.2.2 to 3.2.4 and the numbers of its appendix B.</summary>
public sealed class CanonicalJsonTests
{
    [Fact]
    public void The_sample_of_the_specification_is_written_as_it_prescribes()
    {
        string? form = Write("""
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """);

        Assert.Equal(
            """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""", form);
    }

    [Fact]
    public void Members_are_ordered_by_utf_16_code_units()
    {
        string? form = Write("""{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}""");

        Assert.Equal("{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\U0001F600\":5,\"\ufb33\":3}", form);
    }

    [Theory]
    [InlineData("0000000000000000", "0")]
    [InlineData("8000000000000000", "0")]
    [InlineData("0000000000000001", "5e-324")]
    [InlineData("8000000000000001", "-5e-324")]
    [InlineData("7fefffffffffffff", "1.7976931348623157e+308")]
    [InlineData("ffefffffffffffff", "-1.7976931348623157e+308")]
    [InlineData("4340000000000000", "9007199254740992")]
    [InlineData("c340000000000000", "-9007199254740992")]
    [InlineData("4430000000000000", "295147905179352830000")]
    [InlineData("44b52d02c7e14af5", "9.999999999999997e+22")]
    [InlineData("44b52d02c7e14af6", "1e+23")]
    [InlineData("44b52d02c7e14af7", "1.0000000000000001e+23")]
    [InlineData("444b1ae4d6e2ef4e", "999999999999999700000")]
    [InlineData("444b1ae4d6e2ef4f", "999999999999999900000")]
    [InlineData("444b1ae4d6e2ef50", "1e+21")]
    [InlineData("3eb0c6f7a0b5ed8c", "9.999999999999997e-7")]
    [InlineData("3eb0c6f7a0b5ed8d", "0.000001")]
    [InlineData("41b3de4355555553", "333333333.3333332")]
    [InlineData("41b3de4355555554", "333333333.33333325")]
    [InlineData("41b3de4355555555", "333333333.3333333")]
    [InlineData("41b3de4355555556", "333333333.3333334")]
    [InlineData("41b3de4355555557", "333333333.33333343")]
    [InlineData("becbf647612f3696", "-0.0000033333333333333333")]
    [InlineData("43143ff3c1cb0959", "1424953923781206.2")]
    public void Numbers_are_written_as_ecmascript_writes_them(string bits, string expected)
    {
        double value = BitConverter.UInt64BitsToDouble(ulong.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

        Assert.Equal(expected, EcmaScriptNumber.Format(value));
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":1e999}""")]
    [InlineData("""["\ud800"]""")]
    [InlineData("""{"\udc00":1}""")]
    [InlineData("""{"a":1,}""")]
    [InlineData("")]
    [InlineData("not json")]
    public void What_has_no_canonical_form_has_no_hash_but_is_known_again(string json)
    {
        byte[] body = Encoding.UTF8.GetBytes(json);

        RequestHash hash = RequestHash.Of(body);

        Assert.Null(hash.Canonical);
        Assert.Equal(hash, RequestHash.Of(body));
    }

    // By Python: sha256(json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()).
    [Theory]
    [InlineData("""{ "model": "m", "stream": true, "messages": [ {"role": "user", "content": "Gr\u00fc\u00dfe 🙂\n"} ], "max_tokens": 1.0e3 }""", "f32aa56cc19918581df0a8dd8ff5699bbd0330caf88a0f2d13f828fa62f58d58")]
    [InlineData("""{"messages":[{"content":"Grüße 🙂\n","role":"user"}],"max_tokens":1000,"stream":true,"model":"m"}""", "f32aa56cc19918581df0a8dd8ff5699bbd0330caf88a0f2d13f828fa62f58d58")]
    [InlineData("""{"messages":[{"content":"Grüße 🙂\n","role":"user"}],"max_tokens":1001,"stream":true,"model":"m"}""", "ef2b310214e29d83816af8b87cf1507446fe879e8e4de2e5603653d2736f5dcb")]
    public void The_hash_is_of_the_meaning_and_not_of_the_bytes(string json, string sha256) =>
        Assert.Equal(sha256, RequestHash.Of(Encoding.UTF8.GetBytes(json)).Canonical);

    [Fact]
    public void Every_escape_has_one_form_and_long_texts_are_hashed_whole()
    {
        Assert.Equal("""["\b\t\n\f\r\"\\/\u0000\u000b\u001fé🙂"]""", Write("""["\u0008\u0009\u000A\u000c\u000D\u0022\u005C\u002f\u0000\u000B\u001F\u007f\u00E9\uD83D\ude42"]"""));
        Assert.Equal("""["\b\t\n\f\r\"\\/"]""", Write("""["\b\t\n\f\r\"\\\/"]"""));
        string text = $"[\"{new string('x', 300_000)}\"]";
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), RequestHash.Of(Encoding.UTF8.GetBytes(text)).Canonical);
    }

    private static string? Write(string json)
    {
        var output = new ArrayBufferWriter<byte>();
        return CanonicalJson.TryWrite(Encoding.UTF8.GetBytes(json), output) ? Encoding.UTF8.GetString(output.WrittenSpan) : null;
    }
}
