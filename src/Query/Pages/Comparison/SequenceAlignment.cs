namespace Tracing.Query.Pages.Comparison;

/// <summary>A place of an alignment: an item of both sequences, or of one alone.</summary>
/// <param name="A">Its index in A; null where only B has it.</param>
/// <param name="B">Its index in B; null where only A has it.</param>
public readonly record struct AlignedPlace(int? A, int? B);

/// <summary>
/// A longest common subsequence of two sequences, and what stands between its items (Hirschberg 1975): as many items as can be are
/// shared, in their order. Steps are at most twice the product of the lengths, memory is the sum of them.
/// </summary>
public static class SequenceAlignment
{
    /// <summary>Aligns two sequences.</summary>
    /// <typeparam name="TItem">An item.</typeparam>
    /// <param name="a">A.</param>
    /// <param name="b">B.</param>
    /// <returns>Every item of both, in order; between shared items those of A come first.</returns>
    public static IReadOnlyList<AlignedPlace> Of<TItem>(IReadOnlyList<TItem> a, IReadOnlyList<TItem> b)
        where TItem : notnull
    {
        Dictionary<TItem, int> numbers = [];
        List<AlignedPlace> shared = [];
        Walk(Numbered(a, numbers), 0, Numbered(b, numbers), 0, shared);
        return Filled(shared, a.Count, b.Count);
    }

    // Comparing two numbers is cheap, whatever an item is.
    private static int[] Numbered<TItem>(IReadOnlyList<TItem> items, Dictionary<TItem, int> numbers)
        where TItem : notnull
    {
        int[] numbered = new int[items.Count];
        for (int i = 0; i < numbered.Length; i++)
        {
            if (!numbers.TryGetValue(items[i], out numbered[i]))
            {
                numbered[i] = numbers.Count;
                numbers.Add(items[i], numbered[i]);
            }
        }

        return numbered;
    }

    private static void Walk(ReadOnlySpan<int> a, int atA, ReadOnlySpan<int> b, int atB, List<AlignedPlace> shared)
    {
        int head = a.CommonPrefixLength(b);
        for (int i = 0; i < head; i++)
        {
            shared.Add(new AlignedPlace(atA + i, atB + i));
        }

        a = a[head..];
        b = b[head..];
        atA += head;
        atB += head;
        int tail = CommonTail(a, b);
        Middle(a[..^tail], atA, b[..^tail], atB, shared);
        for (int i = tail; i > 0; i--)
        {
            shared.Add(new AlignedPlace(atA + a.Length - i, atB + b.Length - i));
        }
    }

    private static void Middle(ReadOnlySpan<int> a, int atA, ReadOnlySpan<int> b, int atB, List<AlignedPlace> shared)
    {
        if (a.IsEmpty || b.IsEmpty)
        {
            return;
        }

        if (a.Length == 1)
        {
            int found = b.IndexOf(a[0]);
            if (found >= 0)
            {
                shared.Add(new AlignedPlace(atA, atB + found));
            }

            return;
        }

        int half = a.Length / 2;
        int cut = Cut(a[..half], a[half..], b);
        Walk(a[..half], atA, b[..cut], atB, shared);
        Walk(a[half..], atA + half, b[cut..], atB + cut, shared);
    }

    // Where to cut B so that its parts share most with the halves of A.
    private static int Cut(ReadOnlySpan<int> first, ReadOnlySpan<int> second, ReadOnlySpan<int> b)
    {
        int[] before = SharedWithPrefixes(first, b, backward: false);
        int[] behind = SharedWithPrefixes(second, b, backward: true);
        int best = 0;
        for (int cut = 1; cut <= b.Length; cut++)
        {
            if (before[cut] + behind[b.Length - cut] > before[best] + behind[b.Length - best])
            {
                best = cut;
            }
        }

        return best;
    }

    // Length of the longest common subsequence of A with each prefix of B; backward: of both read from their ends.
    private static int[] SharedWithPrefixes(ReadOnlySpan<int> a, ReadOnlySpan<int> b, bool backward)
    {
        int[] lengths = new int[b.Length + 1];
        for (int i = 0; i < a.Length; i++)
        {
            int item = backward ? a[a.Length - 1 - i] : a[i];
            int diagonal = 0;
            for (int j = 1; j < lengths.Length; j++)
            {
                int above = lengths[j];
                int other = backward ? b[b.Length - j] : b[j - 1];
                lengths[j] = item == other ? diagonal + 1 : Math.Max(above, lengths[j - 1]);
                diagonal = above;
            }
        }

        return lengths;
    }

    private static int CommonTail(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        int tail = 0;
        while (tail < a.Length && tail < b.Length && a[^(tail + 1)] == b[^(tail + 1)])
        {
            tail++;
        }

        return tail;
    }

    private static List<AlignedPlace> Filled(List<AlignedPlace> shared, int lengthA, int lengthB)
    {
        List<AlignedPlace> places = new(lengthA + lengthB - shared.Count);
        int a = 0;
        int b = 0;
        foreach (AlignedPlace place in shared.Append(new AlignedPlace(lengthA, lengthB)))
        {
            for (; a < place.A; a++)
            {
                places.Add(new AlignedPlace(a, null));
            }

            for (; b < place.B; b++)
            {
                places.Add(new AlignedPlace(null, b));
            }

            if (a < lengthA || b < lengthB)
            {
                places.Add(place);
            }

            (a, b) = (a + 1, b + 1);
        }

        return places;
    }
}
