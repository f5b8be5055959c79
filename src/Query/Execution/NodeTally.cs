using GraphQLParser.Visitors;

namespace Tracing.Query.Execution;

/// <summary>What <see cref="WrittenNodes"/> counts.</summary>
public sealed class NodeTally : IASTVisitorContext
{
    /// <summary>Fields, spreads and inline fragments.</summary>
    public int Selections { get; set; }

    /// <summary>Directives.</summary>
    public int Directives { get; set; }

    /// <summary>Variables declared.</summary>
    public int Variables { get; set; }

    /// <summary>Fragments declared.</summary>
    public int Fragments { get; set; }

    /// <summary>Operations declared.</summary>
    public int Operations { get; set; }

    /// <inheritdoc/>
    public CancellationToken CancellationToken => default;
}
