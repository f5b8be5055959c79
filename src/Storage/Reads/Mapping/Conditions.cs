using Tracing.Storage.Connection;

namespace Tracing.Storage.Reads.Mapping;

/// <summary>Joins those conditions of a query that its caller asked for. Columns and operators are ours; values are parameters.</summary>
internal sealed class Conditions
{
    private readonly List<string> _parts = [];

    public Parameters Values { get; private init; } = new();

    /// <summary>All parts joined by AND; empty where there are none.</summary>
    public string Text => string.Join(" AND ", _parts);

    /// <summary>Further conditions whose values are kept with these, for a part of the query in brackets of its own.</summary>
    public Conditions Inner() => new() { Values = Values };

    public Conditions Add(string condition)
    {
        _parts.Add(condition);
        return this;
    }

    public Conditions Equal(string column, string name, string? value)
    {
        if (value is not null)
        {
            _parts.Add($"{column} = {{{name}:String}}");
            Values.String(name, value);
        }

        return this;
    }

    public Conditions OneOf(string column, string name, IReadOnlyCollection<string>? values)
    {
        if (values is not null)
        {
            _parts.Add($"{column} IN {{{name}:Array(String)}}");
            Values.Strings(name, values);
        }

        return this;
    }

    public Conditions Time(string comparison, string name, long? unixNano)
    {
        if (unixNano is { } value)
        {
            _parts.Add($"{comparison}fromUnixTimestamp64Nano({{{name}:Int64}})");
            Values.Int64(name, value);
        }

        return this;
    }
}
