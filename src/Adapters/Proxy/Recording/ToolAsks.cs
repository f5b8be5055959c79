using System.Text;

namespace Tracing.Adapters.Proxy.Recording;

/// <summary>
/// Gathers the tools that one answer asks for while it passes. What its end was not seen of is none: an agent does not use a tool on half an order.
/// </summary>
public sealed class ToolAsks
{
    private const int MostOfAnAnswer = 1024;
    private const int LongestName = 512;

    private readonly Dictionary<long, Begun> open = [];
    private readonly HashSet<string> told = new(StringComparer.Ordinal);
    private readonly List<AskedTool> all = [];
    private int count;

    /// <summary>Takes a tool when it is whole.</summary>
    public Action<AskedTool>? Asked { get; set; }

    /// <summary>The tools that were asked for so far; none unless arguments are kept.</summary>
    public IReadOnlyList<AskedTool> All => all;

    /// <summary>Characters of arguments that are kept; 0 keeps none.</summary>
    public int MaxArguments { get; set; }

    /// <summary>When the bytes that are being read came, since the call began.</summary>
    public TimeSpan Arrival { get; set; }

    /// <summary>The answer begins to ask, or tells more of the beginning.</summary>
    /// <param name="slot">Where in the answer; told again with each piece.</param>
    /// <param name="id">The call's id, or null.</param>
    /// <param name="name">The tool, or null.</param>
    public void Begin(long slot, string? id, string? name)
    {
        if (!open.TryGetValue(slot, out Begun? begun))
        {
            if (open.Count >= MostOfAnAnswer)
            {
                return;
            }

            open[slot] = begun = new Begun();
        }

        begun.Id ??= id;
        begun.Name ??= name;
        begun.At = Arrival;
    }

    /// <summary>The id of what is being asked for at a place, or null.</summary>
    public string? IdAt(long slot) => open.GetValueOrDefault(slot)?.Id;

    /// <summary>The answer tells a piece of the arguments.</summary>
    public void Add(long slot, string? arguments)
    {
        if (arguments is not null && open.TryGetValue(slot, out Begun? begun))
        {
            begun.At = Arrival;
            begun.Keep(arguments, MaxArguments);
        }
    }

    /// <summary>What the answer asked for at a place is whole.</summary>
    public void End(long slot)
    {
        if (open.Remove(slot, out Begun? begun) && begun.Name is { } name)
        {
            Tell(begun.Id, name, MaxArguments > 0 ? begun.Arguments.ToString() : null, begun.At);
        }
    }

    /// <summary>What was asked for at the places of a range is whole.</summary>
    public void EndAll(long from = long.MinValue, long to = long.MaxValue)
    {
        foreach (long slot in open.Keys.Where(slot => slot >= from && slot <= to).Order().ToArray())
        {
            End(slot);
        }
    }

    /// <summary>The answer asks in one piece. The same id again is the same call: some streams tell all once more at their end.</summary>
    /// <param name="id">The call's id, or null.</param>
    /// <param name="name">The tool, or null.</param>
    /// <param name="arguments">Gives its arguments; asked where they are kept.</param>
    public void Whole(string? id, string? name, Func<string?> arguments)
    {
        if (name is not null)
        {
            string? kept = MaxArguments > 0 ? arguments() : null;
            Tell(id, name, kept?.Length > MaxArguments ? kept[..MaxArguments] : kept, Arrival);
        }
    }

    private void Tell(string? id, string name, string? arguments, TimeSpan at)
    {
        bool isNew = count < MostOfAnAnswer && name.Length <= LongestName && (id is null || (id.Length <= LongestName && told.Add(id)));
        if (isNew)
        {
            count++;
            var tool = new AskedTool(id, name, arguments, at);
            if (MaxArguments > 0)
            {
                all.Add(tool);
            }

            Asked?.Invoke(tool);
        }
    }

    private sealed class Begun
    {
        public string? Id { get; set; }

        public string? Name { get; set; }

        public TimeSpan At { get; set; }

        public StringBuilder Arguments { get; } = new();

        public void Keep(string piece, int most) => Arguments.Append(piece.AsSpan(0, Math.Clamp(most - Arguments.Length, 0, piece.Length)));
    }
}
