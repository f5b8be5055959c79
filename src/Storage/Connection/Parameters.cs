using ClickHouse.Driver.ADO.Parameters;

namespace Tracing.Storage.Connection;

/// <summary>Values for the <c>{name:Type}</c> places of a query. Values never become part of its text.</summary>
internal sealed class Parameters
{
    /// <summary>What the driver takes.</summary>
    public ClickHouseParameterCollection Values { get; } = new();

    public Parameters String(string name, string value) => Add(name, "String", value);

    public Parameters Strings(string name, IEnumerable<string> values) => Add(name, "Array(String)", values.ToArray());

    public Parameters Tuples(string name, IEnumerable<Tuple<string, string, string, string, string>> values) =>
        Add(name, "Array(Tuple(String, String, String, String, String))", values.ToArray());

    public Parameters UInt64s(string name, IEnumerable<ulong> values) => Add(name, "Array(UInt64)", values.ToArray());

    public Parameters Int64(string name, long value) => Add(name, "Int64", value);

    public Parameters Int64s(string name, IEnumerable<long> values) => Add(name, "Array(Int64)", values.ToArray());

    public Parameters UInt64(string name, ulong value) => Add(name, "UInt64", value);

    public Parameters Float64(string name, double value) => Add(name, "Float64", value);

    public Parameters UInt32(string name, uint value) => Add(name, "UInt32", value);

    public Parameters UInt8(string name, bool value) => Add(name, "UInt8", value ? (byte)1 : (byte)0);

    private Parameters Add(string name, string type, object value)
    {
        Values.Add(new ClickHouseDbParameter { ParameterName = name, ClickHouseType = type, Value = value });
        return this;
    }
}
