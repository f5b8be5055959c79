namespace Tracing.EmbeddedClickHouse.Guard;

/// <summary>One node of the engine's syntax tree, as <c>EXPLAIN AST</c> prints it.</summary>
/// <param name="Kind">For example <c>Function</c>.</param>
/// <param name="Name">What follows the kind: a name, a literal, or nothing. Aliases and counts are cut off.</param>
internal sealed record SyntaxNode(string Kind, string Name)
{
    /// <summary>In the order of the text.</summary>
    public List<SyntaxNode> Children { get; } = [];

    /// <summary>Reads the printed tree: a line a node, one space of indentation a level.</summary>
    /// <exception cref="EngineException">The text is no tree.</exception>
    public static SyntaxNode Read(string printed)
    {
        var root = new SyntaxNode("", "");
        var path = new List<SyntaxNode> { root };
        foreach (var line in printed.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var depth = line.Length - line.TrimStart(' ').Length;
            if (depth > path.Count - 1)
            {
                throw Refusal.Because("The statement's syntax tree cannot be read");
            }

            path.RemoveRange(depth + 1, path.Count - depth - 1);
            var node = Node(line[depth..]);
            path[depth].Children.Add(node);
            path.Add(node);
        }

        return root.Children is [var only] ? only : throw Refusal.Because("One statement at a time");
    }

    private static SyntaxNode Node(string text)
    {
        // The first of them: names hold neither, and an alias may hold anything.
        foreach (var suffix in (ReadOnlySpan<string>)[" (alias ", " (children "])
        {
            var at = text.IndexOf(suffix, StringComparison.Ordinal);
            text = at < 0 ? text : text[..at];
        }

        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? new SyntaxNode(text, "") : new SyntaxNode(text[..space], text[(space + 1)..]);
    }
}
