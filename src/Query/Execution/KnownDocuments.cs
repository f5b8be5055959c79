using System.Diagnostics.CodeAnalysis;
using GraphQLParser.AST;

namespace Tracing.Query.Execution;

/// <summary>
/// Documents that were parsed, measured and found to fit the schema: asked again, they are not parsed and validated again.
/// What depends on the variables, which is the cost, is reckoned every time. Bounded by the characters of the documents; the
/// one that was not asked for longest goes first.
/// </summary>
public sealed class KnownDocuments
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<(string Text, GraphQLDocument Document)>> _known = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Text, GraphQLDocument Document)> _byUse = [];
    private readonly long _capacity;
    private long _length;

    /// <summary>Makes an empty store.</summary>
    /// <param name="capacity">Most characters of all documents.</param>
    public KnownDocuments(long capacity = 1 << 20) => _capacity = capacity;

    /// <summary>Documents that are known.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _known.Count;
            }
        }
    }

    /// <summary>Finds a document.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="document">The document.</param>
    public bool TryFind(string text, [NotNullWhen(true)] out GraphQLDocument? document)
    {
        lock (_gate)
        {
            if (!_known.TryGetValue(text, out LinkedListNode<(string Text, GraphQLDocument Document)>? node))
            {
                document = null;
                return false;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            document = node.Value.Document;
            return true;
        }
    }

    /// <summary>Remembers a document that passed every rule.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="document">The document.</param>
    public void Add(string text, GraphQLDocument document)
    {
        lock (_gate)
        {
            if (text.Length > _capacity || _known.ContainsKey(text))
            {
                return;
            }

            _known.Add(text, _byUse.AddFirst((text, document)));
            _length += text.Length;
            while (_length > _capacity)
            {
                string oldest = _byUse.Last!.Value.Text;
                _byUse.RemoveLast();
                _known.Remove(oldest);
                _length -= oldest.Length;
            }
        }
    }
}
