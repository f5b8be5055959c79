using System.Globalization;

namespace Tracing.EmbeddedClickHouse.Blocks;

/// <summary>Reads the name of a column type.</summary>
internal static class NativeTypeParser
{
    private static readonly Dictionary<string, int> Sizes = new(StringComparer.Ordinal)
    {
        ["Bool"] = 1, ["UInt8"] = 1, ["Int8"] = 1, ["Enum8"] = 1, ["Nothing"] = 1,
        ["UInt16"] = 2, ["Int16"] = 2, ["Enum16"] = 2, ["Date"] = 2, ["BFloat16"] = 2,
        ["UInt32"] = 4, ["Int32"] = 4, ["Float32"] = 4, ["Date32"] = 4, ["DateTime"] = 4, ["IPv4"] = 4, ["Time"] = 4,
        ["UInt64"] = 8, ["Int64"] = 8, ["Float64"] = 8, ["DateTime64"] = 8, ["Time64"] = 8,
        ["UInt128"] = 16, ["Int128"] = 16, ["UUID"] = 16, ["IPv6"] = 16,
        ["UInt256"] = 32, ["Int256"] = 32,
    };

    /// <summary>Reads a type.</summary>
    /// <exception cref="EngineException">Code 48: columns of this type cannot be cut out of the Native format here.</exception>
    public static NativeType Parse(string type)
    {
        var open = type.IndexOf('(', StringComparison.Ordinal);
        var name = open < 0 ? type : type[..open];
        if (Sizes.TryGetValue(name, out var size))
        {
            return new NativeType.Fixed(size);
        }

        var arguments = open < 0 ? [] : Split(type[(open + 1)..^1]);
        return (name, arguments) switch
        {
            ("String", _) => new NativeType.Text(),
            ("FixedString", [var length]) => new NativeType.Fixed(int.Parse(length, CultureInfo.InvariantCulture)),
            ("Decimal", [var precision, ..]) => new NativeType.Fixed(DecimalSize(int.Parse(precision, CultureInfo.InvariantCulture))),
            ("Nullable", [var inner]) => new NativeType.Nullable(Parse(inner)),
            ("Array", [var inner]) => new NativeType.List(Parse(inner)),
            ("Map", [var key, var value]) => new NativeType.List(new NativeType.Group([Parse(key), Parse(value)])),
            ("Tuple", { Count: > 0 }) => new NativeType.Group([.. arguments.Select(a => Parse(WithoutName(a)))]),
            ("LowCardinality", [var inner]) => new NativeType.Dictionary(Parse(WithoutNullable(inner))),
            ("SimpleAggregateFunction", [_, var inner]) => Parse(inner),
            _ when name.StartsWith("Interval", StringComparison.Ordinal) => new NativeType.Fixed(sizeof(long)),
            _ => throw new EngineException($"Code: 48. DB::Exception: A column of type {type} cannot be sent in the Native format here: cast it to String. (NOT_IMPLEMENTED)", 48),
        };
    }

    private static int DecimalSize(int precision) => precision switch
    {
        <= 9 => 4,
        <= 18 => 8,
        <= 38 => 16,
        _ => 32,
    };

    // The dictionary of LowCardinality(Nullable(T)) holds T; null is its first key.
    private static string WithoutNullable(string type) =>
        type.StartsWith("Nullable(", StringComparison.Ordinal) ? type["Nullable(".Length..^1] : type;

    // An element of a named tuple is a name, a blank and the type; the name may be quoted.
    private static string WithoutName(string element)
    {
        if (element.StartsWith('`'))
        {
            return element[(element.LastIndexOf('`') + 2)..];
        }

        var space = element.IndexOf(' ', StringComparison.Ordinal);
        var open = element.IndexOf('(', StringComparison.Ordinal);
        return space < 0 || (open >= 0 && open < space) ? element : element[(space + 1)..];
    }

    // At commas outside brackets and quotes.
    private static List<string> Split(string arguments)
    {
        var parts = new List<string>();
        var (depth, start, quote) = (0, 0, '\0');
        for (var i = 0; i < arguments.Length; i++)
        {
            var c = arguments[i];
            if (quote != '\0')
            {
                i += c == '\\' ? 1 : 0;
                quote = c == quote ? '\0' : quote;
                continue;
            }

            quote = c is '\'' or '`' ? c : '\0';
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0)
            {
                parts.Add(arguments[start..i].Trim());
                start = i + 1;
            }
        }

        parts.Add(arguments[start..].Trim());
        return parts;
    }
}
