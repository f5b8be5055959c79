using CsCheck;
using Tracing.Query.Pages.Comparison;

namespace Tracing.Query.Tests.Pages.Comparison;

public sealed class SequenceAlignmentTests
{
    private static readonly Gen<int[]> s_sequence = Gen.Int[0, 4].Array[0, 24];

    /// <summary>Each line: A, B, and the alignment: both as it is, of A alone with -, of B alone with +.</summary>
    [Theory]
    [InlineData("", "", "")]
    [InlineData("a", "", "-a")]
    [InlineData("", "b", "+b")]
    [InlineData("abc", "abc", "abc")]
    [InlineData("abc", "abxc", "ab+xc")]
    [InlineData("abc", "ac", "a-bc")]
    [InlineData("abc", "xyz", "-a-b-c+x+y+z")]
    [InlineData("abcd", "axcd", "a-b+xcd")]
    [InlineData("aaaa", "aa", "aa-a-a")]
    [InlineData("abcabba", "abcbba", "abc-abba")]
    public void Sequences_are_aligned_as_a_reader_would(string a, string b, string expected)
    {
        IReadOnlyList<AlignedPlace> places = SequenceAlignment.Of([.. a], [.. b]);

        Assert.Equal(expected, string.Concat(places.Select(place => (place.A, place.B) switch
        {
            ({ } inA, null) => "-" + a[inA],
            (null, { } inB) => "+" + b[inB],
            ({ } inA, _) => a[inA].ToString(),
            _ => "?",
        })));
    }

    [Fact]
    public void Every_item_comes_once_in_its_order_and_only_equal_ones_are_shared() => Gen.Select(s_sequence, s_sequence).Sample((a, b) =>
    {
        IReadOnlyList<AlignedPlace> places = SequenceAlignment.Of(a, b);
        return places.Select(place => place.A).OfType<int>().SequenceEqual(Enumerable.Range(0, a.Length))
            && places.Select(place => place.B).OfType<int>().SequenceEqual(Enumerable.Range(0, b.Length))
            && places.All(place => place is not { A: { } inA, B: { } inB } || a[inA] == b[inB])
            && places.All(place => place.A is not null || place.B is not null);
    });

    [Fact]
    public void As_many_items_are_shared_as_the_whole_table_of_lengths_says() => Gen.Select(s_sequence, s_sequence).Sample((a, b) =>
        SequenceAlignment.Of(a, b).Count(place => place is { A: not null, B: not null }) == LongestShared(a, b));

    [Fact]
    public void Exchanging_the_sides_shares_as_many() => Gen.Select(s_sequence, s_sequence).Sample((a, b) =>
        SequenceAlignment.Of(a, b).Count == SequenceAlignment.Of(b, a).Count);

    [Fact]
    public void Thousands_of_items_that_all_differ_are_aligned()
    {
        int[] a = [.. Enumerable.Range(0, 5_000)];
        int[] b = [.. a.Select(item => item % 3 == 0 ? item : item + 10_000)];

        IReadOnlyList<AlignedPlace> places = SequenceAlignment.Of(a, b);

        Assert.Equal(1_667, places.Count(place => place is { A: not null, B: not null }));
        Assert.Equal(10_000 - 1_667, places.Count);
    }

    // The textbook's table, which takes the product of the lengths in memory.
    private static int LongestShared(int[] a, int[] b)
    {
        int[][] lengths = [.. Enumerable.Range(0, a.Length + 1).Select(_ => new int[b.Length + 1])];
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                lengths[i][j] = a[i - 1] == b[j - 1] ? lengths[i - 1][j - 1] + 1 : Math.Max(lengths[i - 1][j], lengths[i][j - 1]);
            }
        }

        return lengths[a.Length][b.Length];
    }
}
