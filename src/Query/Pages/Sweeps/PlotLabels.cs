namespace Tracing.Query.Pages.Sweeps;

/// <summary>
/// Finds places for the names of a plot's points: beside, above or below their point, where no other name or point is and nothing is cut off.
/// What finds none stays without: the point's title tells it.
/// </summary>
/// <param name="width">Width of the plot; lengths are those of its view box.</param>
/// <param name="height">Its height.</param>
internal sealed class PlotLabels(double width, double height)
{
    /// <summary>Most characters of a name; a longer one is shortened in its middle, for its ends tell most.</summary>
    public const int MostCharacters = 34;

    // Of a sans-serif of 11: what most characters are less wide than, and how far a line reaches above and below its base line.
    private const double CharacterWidth = 6.7;
    private const double Above = 10;
    private const double Below = 3;

    private const double Radius = 5;
    private const double Gap = 4;

    private readonly List<Box> _taken = [];

    /// <summary>Places names.</summary>
    /// <param name="points">Where the points are, and what they are called.</param>
    /// <returns>For each point the name's text and the left end of its base line; null where there is no room.</returns>
    public IReadOnlyList<(string Text, double X, double Y)?> Place(IReadOnlyList<(double X, double Y, string Name)> points)
    {
        _taken.Clear();
        _taken.AddRange(points.Select(point => new Box(point.X - Radius, point.Y - Radius, point.X + Radius, point.Y + Radius)));
        return [.. points.Select(Place)];
    }

    private (string Text, double X, double Y)? Place((double X, double Y, string Name) point)
    {
        string text = Short(point.Name);
        double length = text.Length * CharacterWidth;
        double beside = Radius + Gap;
        (double X, double Y)[] places =
        [
            (point.X + beside, point.Y + Gap), (point.X - beside - length, point.Y + Gap),
            (point.X - (length / 2), point.Y - beside), (point.X - (length / 2), point.Y + beside + Above),
            (point.X + beside, point.Y - beside), (point.X + beside, point.Y + beside + Above),
            (point.X - beside - length, point.Y - beside), (point.X - beside - length, point.Y + beside + Above),
        ];
        foreach ((double x, double y) in places)
        {
            Box box = new(x, y - Above, x + length, y + Below);
            if (box.Left >= 0 && box.Right <= width && box.Top >= 0 && box.Bottom <= height && !_taken.Exists(box.Overlaps))
            {
                _taken.Add(box);
                return (text, x, y);
            }
        }

        return null;
    }

    private static string Short(string name) => name.Length <= MostCharacters
        ? name
        : string.Concat(name.AsSpan(0, MostCharacters / 2), "…", name.AsSpan(name.Length - (MostCharacters / 2) + 1));

    private readonly record struct Box(double Left, double Top, double Right, double Bottom)
    {
        public bool Overlaps(Box other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
    }
}
