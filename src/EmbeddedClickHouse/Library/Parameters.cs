namespace Tracing.EmbeddedClickHouse.Library;

/// <summary>Values for the placeholders <c>{name:Type}</c> of a statement, as text in the form of the TabSeparated format.</summary>
internal sealed class Parameters
{
    private readonly List<KeyValuePair<string, string>> values = [];

    /// <summary>No parameters. Not to be added to.</summary>
    public static Parameters None { get; } = new();

    /// <summary>In the order they were given.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Values => values;

    /// <summary>Adds one.</summary>
    public void Add(string name, string value) => values.Add(new(name, value));
}
