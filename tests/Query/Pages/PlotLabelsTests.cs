using Tracing.Query.Pages.Sweeps;

namespace Tracing.Query.Tests.Pages;

/// <summary>Names of a plot's points. That a real browser's letters fit is held by the browser's tests.</summary>
public sealed class PlotLabelsTests
{
    [Fact]
    public void Neighbours_are_named_side_by_side_and_above_each_other()
    {
        IReadOnlyList<(string Text, double X, double Y)?> labels = new PlotLabels(640, 212).Place([(100, 100, "left"), (120, 100, "right"), (110, 100, "between")]);

        Assert.Equal(3, labels.Count(label => label is not null));
        Assert.True(labels[0]!.Value.X < 100 && labels[1]!.Value.X > 120);
        Assert.NotEqual(labels[2]!.Value.Y, labels[0]!.Value.Y);
    }

    [Fact]
    public void Long_names_stay_inside_and_a_crowd_is_named_as_far_as_there_is_room()
    {
        string name = new string('a', 60) + "/the-end";
        IReadOnlyList<(string Text, double X, double Y)?> labels = new PlotLabels(640, 212).Place([.. Enumerable.Repeat((635.0, 14.0, name), 50)]);

        (string Text, double X, double Y)[] placed = [.. labels.OfType<(string, double, double)>()];
        Assert.InRange(placed.Length, 1, 8);
        Assert.Equal(placed.Length, placed.DistinctBy(label => label.Y).Count());
        Assert.All(placed, label => Assert.True(label.X >= 0 && label.X < 500 && label.Y is > 0 and < 212 && label.Text.Length <= PlotLabels.MostCharacters && label.Text.EndsWith("/the-end", StringComparison.Ordinal)));
    }
}
