using System.Globalization;
using System.Text;
using DiffPlex;
using DiffPlex.Model;

namespace Tracing.Adapters.Workdir;

/// <summary>
/// Hunks of a unified diff. A line ends at a line feed and nowhere else, as <c>patch</c> has it, so that a changed carriage return is
/// seen and a text without a last line feed says so.
/// </summary>
internal static class UnifiedDiff
{
    /// <summary>Writes the hunks; nothing where both texts are the same.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="before">Text before.</param>
    /// <param name="after">Text after.</param>
    /// <param name="bounds">Context and effort.</param>
    public static void Write(StringBuilder output, string before, string after, DiffBounds bounds)
    {
        string[] old = Lines(before);
        string[] now = Lines(after);
        List<DiffBlock> blocks = Blocks(old, now, bounds.MostLinePairs);
        int first = 0;
        while (first < blocks.Count)
        {
            int last = first;
            // Changes whose contexts would touch share a hunk.
            while (last + 1 < blocks.Count && blocks[last + 1].DeleteStartA - End(blocks[last]) <= 2 * bounds.Context)
            {
                last++;
            }

            WriteHunk(output, old, now, blocks[first..(last + 1)], bounds.Context);
            first = last + 1;
        }
    }

    private static void WriteHunk(StringBuilder output, string[] old, string[] now, List<DiffBlock> blocks, int context)
    {
        int lead = Math.Min(context, blocks[0].DeleteStartA);
        int oldStart = blocks[0].DeleteStartA - lead;
        int nowStart = blocks[0].InsertStartB - lead;
        int oldEnd = Math.Min(old.Length, End(blocks[^1]) + context);
        int nowEnd = blocks[^1].InsertStartB + blocks[^1].InsertCountB + (oldEnd - End(blocks[^1]));
        output.Append("@@ -").Append(Range(oldStart, oldEnd)).Append(" +").Append(Range(nowStart, nowEnd)).Append(" @@\n");
        int at = oldStart;
        foreach (DiffBlock block in blocks)
        {
            WriteLines(output, ' ', old.AsSpan(at..block.DeleteStartA));
            at = End(block);
            WriteLines(output, '-', old.AsSpan(block.DeleteStartA..at));
            WriteLines(output, '+', now.AsSpan(block.InsertStartB, block.InsertCountB));
        }

        WriteLines(output, ' ', old.AsSpan(at..oldEnd));
    }

    private static void WriteLines(StringBuilder output, char mark, ReadOnlySpan<string> lines)
    {
        foreach (string line in lines)
        {
            output.Append(mark).Append(line);
            if (!line.EndsWith('\n'))
            {
                output.Append("\n\\ No newline at end of file\n");
            }
        }
    }

    // An empty range is told by the line before it.
    private static string Range(int start, int end) => (end - start) switch
    {
        0 => string.Create(CultureInfo.InvariantCulture, $"{start},0"),
        1 => string.Create(CultureInfo.InvariantCulture, $"{start + 1}"),
        int count => string.Create(CultureInfo.InvariantCulture, $"{start + 1},{count}"),
    };

    private static List<DiffBlock> Blocks(string[] old, string[] now, long mostLinePairs)
    {
        int same = 0;
        while (same < old.Length && same < now.Length && old[same] == now[same])
        {
            same++;
        }

        int tail = 0;
        while (tail < old.Length - same && tail < now.Length - same && old[^(tail + 1)] == now[^(tail + 1)])
        {
            tail++;
        }

        string[] oldPart = old[same..^tail];
        string[] nowPart = now[same..^tail];
        if (oldPart.Length == 0 && nowPart.Length == 0)
        {
            return [];
        }

        if ((long)oldPart.Length * nowPart.Length > mostLinePairs)
        {
            return [new DiffBlock(same, oldPart.Length, same, nowPart.Length)];
        }

        DiffResult found = Differ.Instance.CreateDiffs(string.Concat(oldPart), string.Concat(nowPart), false, false, new LineFeedChunker());
        return [.. found.DiffBlocks.Select(block => new DiffBlock(block.DeleteStartA + same, block.DeleteCountA, block.InsertStartB + same, block.InsertCountB))];
    }

    private static int End(DiffBlock block) => block.DeleteStartA + block.DeleteCountA;

    private static string[] Lines(string text)
    {
        var lines = new List<string>();
        for (int start = 0; start < text.Length;)
        {
            int feed = text.IndexOf('\n', start);
            int end = feed < 0 ? text.Length : feed + 1;
            lines.Add(text[start..end]);
            start = end;
        }

        return [.. lines];
    }

    private sealed class LineFeedChunker : IChunker
    {
        public IReadOnlyList<string> Chunk(string text) => Lines(text);
    }
}
