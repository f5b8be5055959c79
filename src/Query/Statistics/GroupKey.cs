namespace Tracing.Query.Statistics;

/// <summary>The values that name a group, compared one by one: joined to a text, two keys could look the same.</summary>
/// <param name="values">The values.</param>
public readonly struct GroupKey(IReadOnlyList<string> values) : IEquatable<GroupKey>
{
    /// <summary>The values.</summary>
    public IReadOnlyList<string> Values => values;

    /// <summary>Whether two keys are equal.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(GroupKey left, GroupKey right) => left.Equals(right);

    /// <summary>Whether two keys differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(GroupKey left, GroupKey right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(GroupKey other) => Values.SequenceEqual(other.Values, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GroupKey other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (string value in Values)
        {
            hash.Add(value, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }
}
