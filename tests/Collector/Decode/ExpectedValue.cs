using System.Globalization;
using System.Text;
using Google.Protobuf;
using OpenTelemetry.Proto.Common.V1;

namespace Tracing.Collector.Tests.Decode;

/// <summary>What attribute columns must hold of a value, written from the generated types.</summary>
internal static class ExpectedValue
{
    public const int MaxDepth = 32;

    public static char Letter(AnyValue? value) => value?.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => 's',
        AnyValue.ValueOneofCase.IntValue => 'i',
        AnyValue.ValueOneofCase.DoubleValue => 'd',
        AnyValue.ValueOneofCase.BoolValue => 'b',
        AnyValue.ValueOneofCase.BytesValue => 'y',
        AnyValue.ValueOneofCase.ArrayValue => 'a',
        AnyValue.ValueOneofCase.KvlistValue => 'm',
        _ => 'n',
    };

    public static string Text(AnyValue? value) => value?.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => value.StringValue,
        AnyValue.ValueOneofCase.IntValue => value.IntValue.ToString(CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.DoubleValue => value.DoubleValue.ToString("R", CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.BoolValue => value.BoolValue ? "true" : "false",
        AnyValue.ValueOneofCase.BytesValue => value.BytesValue.ToBase64(),
        AnyValue.ValueOneofCase.ArrayValue or AnyValue.ValueOneofCase.KvlistValue => Json(value),
        _ => string.Empty,
    };

    public static string Types(IEnumerable<KeyValue> attributes) => string.Concat(attributes.Select(pair => Letter(pair.Value)));

    public static IEnumerable<(string, string)> Pairs(IEnumerable<KeyValue> attributes) =>
        attributes.Select(pair => (pair.Key, Text(pair.Value)));

    public static int Depth(AnyValue? value) => value?.ValueCase switch
    {
        AnyValue.ValueOneofCase.ArrayValue => 1 + value.ArrayValue.Values.Select(Depth).DefaultIfEmpty().Max(),
        AnyValue.ValueOneofCase.KvlistValue => 1 + value.KvlistValue.Values.Select(pair => Depth(pair.Value)).DefaultIfEmpty().Max(),
        _ => 0,
    };

    public static bool TooDeep(IEnumerable<KeyValue> attributes) => attributes.Any(pair => Depth(pair.Value) > MaxDepth);

    private static string Json(AnyValue? value)
    {
        switch (value?.ValueCase)
        {
            case AnyValue.ValueOneofCase.StringValue:
                return Quote(value.StringValue);
            case AnyValue.ValueOneofCase.DoubleValue when !double.IsFinite(value.DoubleValue):
                return Quote(Text(value));
            case AnyValue.ValueOneofCase.DoubleValue:
                string number = Text(value);
                return number.Contains('.', StringComparison.Ordinal) || number.Contains('E', StringComparison.Ordinal) ? number : number + ".0";
            case AnyValue.ValueOneofCase.BytesValue:
                return Quote(value.BytesValue.ToBase64());
            case AnyValue.ValueOneofCase.ArrayValue:
                return "[" + string.Join(',', value.ArrayValue.Values.Select(Json)) + "]";
            case AnyValue.ValueOneofCase.KvlistValue:
                return "{" + string.Join(',', value.KvlistValue.Values.Select(pair => Quote(pair.Key) + ":" + Json(pair.Value))) + "}";
            case null or AnyValue.ValueOneofCase.None:
                return "null";
            default:
                return Text(value);
        }
    }

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    public static string Hex(ByteString id) => Convert.ToHexStringLower(id.Span);
}
