using System.Collections.ObjectModel;
using System.Numerics;
using ClickHouse.Driver.ADO.Readers;

namespace Tracing.Storage.Connection;

/// <summary>Reads the columns of a row one after the other, in the order of the query's SELECT list.</summary>
internal sealed class RowReader(ClickHouseDataReader reader)
{
    private int _at;

    /// <summary>Starts at the first column again.</summary>
    public void NextRow() => _at = 0;

    public string Text() => (string)reader.GetValue(_at++);

    public string? TextOrNull() => Value() as string;

    public byte[] Bytes() => (byte[])reader.GetValue(_at++);

    public long Int64() => (long)reader.GetValue(_at++);

    public long? Int64OrNull() => (long?)Value();

    public ulong UInt64() => (ulong)reader.GetValue(_at++);

    public ulong? UInt64OrNull() => (ulong?)Value();

    public uint UInt32() => (uint)reader.GetValue(_at++);

    public int? Int32OrNull() => (int?)Value();

    public ushort? UInt16OrNull() => (ushort?)Value();

    public byte UInt8() => (byte)reader.GetValue(_at++);

    public UInt128 UInt128() => (UInt128)(BigInteger)reader.GetValue(_at++);

    public double? DoubleOrNull() => (double?)Value();

    public bool Bool() => (bool)reader.GetValue(_at++);

    public bool? BoolOrNull() => (bool?)Value();

    /// <summary>Two columns: the keys of a map and its values.</summary>
    public ReadOnlyDictionary<string, T> Map<T>()
    {
        string[] keys = Array<string>();
        T[] values = Array<T>();
        return keys.Length == 0 ? ReadOnlyDictionary<string, T>.Empty : new(keys.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal));
    }

    public T[] Array<T>() => (T[])reader.GetValue(_at++);

    private object? Value()
    {
        object value = reader.GetValue(_at++);
        return value is DBNull ? null : value;
    }
}
