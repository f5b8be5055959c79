namespace Tracing.EmbeddedClickHouse.Guard;

/// <summary>
/// The second line of the guard: the tree that the engine's own parser made. Every kind of node must be known,
/// every function allowed, every table in the database or on the short list.
/// </summary>
internal sealed class TreeCheck(AllowedFunctions functions, string database, IReadOnlySet<string> systemTables)
{
    private static readonly HashSet<string> Kinds = new(StringComparer.Ordinal)
    {
        "SelectWithUnionQuery", "SelectIntersectExceptQuery", "SelectQuery", "ExpressionList", "Subquery", "WithElement", "Identifier", "TableIdentifier", "Literal", "Function", "Asterisk",
        "QualifiedAsterisk", "ColumnsRegexpMatcher", "ColumnsListMatcher", "QualifiedColumnsRegexpMatcher", "QualifiedColumnsListMatcher", "ColumnsTransformerList", "ColumnsExceptTransformer",
        "ColumnsReplaceTransformer", "ColumnsReplaceTransformer::Replacement", "TablesInSelectQuery", "TablesInSelectQueryElement", "TableExpression", "TableJoin", "ArrayJoin", "SampleRatio",
        "OrderByElement", "InterpolateElement", "WindowDefinition", "WindowListElement", "DescribeQuery", "ShowTables",
    };

    private static readonly HashSet<string> MembershipTests = new(StringComparer.OrdinalIgnoreCase)
    {
        "in", "notIn", "globalIn", "globalNotIn", "nullIn", "notNullIn", "globalNullIn", "globalNotNullIn",
        "inIgnoreSet", "notInIgnoreSet", "globalInIgnoreSet", "globalNotInIgnoreSet", "nullInIgnoreSet", "notNullInIgnoreSet", "globalNullInIgnoreSet", "globalNotNullInIgnoreSet",
    };

    /// <summary>Checks a statement's tree.</summary>
    /// <exception cref="EngineException">Code 497, with the reason.</exception>
    public void Check(SyntaxNode root)
    {
        if (root.Kind is not ("SelectWithUnionQuery" or "DescribeQuery" or "ShowTables"))
        {
            throw Refusal.Because("Only SELECT, DESCRIBE, SHOW TABLES and SHOW DATABASES are answered here");
        }

        if (root.Kind == "ShowTables" && root.Children.Exists(c => c.Kind == "Identifier" && c.Name != database))
        {
            throw Refusal.Because($"Only the database {database} is open here");
        }

        Visit(root, null);
    }

    private void Visit(SyntaxNode node, SyntaxNode? parent)
    {
        if (!Kinds.Contains(node.Kind))
        {
            throw Refusal.Because($"The clause {node.Kind} is not taken here");
        }

        switch (node.Kind)
        {
            case "Function" when parent?.Kind == "TableExpression":
                throw Refusal.Because($"Table functions are not allowed: {node.Name}");
            case "Function" when !functions.Allows(node.Name):
                throw Refusal.Because($"The function {node.Name} is not allowed");
            case "Function" when MembershipTests.Contains(node.Name):
                CheckMembership(node);
                break;
            case "TableIdentifier":
                CheckTable(node.Name);
                break;
            case "Literal" when parent?.Kind == "SelectWithUnionQuery":
                throw Refusal.Because("Results go to the client, not into files");
        }

        foreach (var child in node.Children)
        {
            Visit(child, node);
        }
    }

    // The right side of IN may name a table without looking like one.
    private void CheckMembership(SyntaxNode function)
    {
        if (function.Children is [{ Children: [_, { Kind: "Identifier" } right, ..] }, ..])
        {
            CheckTable(right.Name);
        }
    }

    // A bare name is a table of the database, which is the current one, or a name given by WITH.
    private void CheckTable(string name)
    {
        var parts = name.Split('.');
        var plain = Array.TrueForAll(parts, p => p.Length > 0 && p.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '$'));
        var allowed = plain && parts switch
        {
            [_] => true,
            [var db, var table] => db == database || (db == "system" && systemTables.Contains(table)),
            _ => false,
        };
        if (!allowed)
        {
            throw Refusal.Because($"The table {name} is not open here");
        }
    }
}
