namespace Tracing.Storage.Columns;

/// <summary>Collects columns in order and lays out their segments.</summary>
internal sealed class TableLayoutBuilder(TableTag tag, string table)
{
    private const int ByRows = -1;
    private const string Text = "String";
    private const string Dictionary = "LowCardinality(String)";
    private const string AttributeMap = "Map(LowCardinality(String), String)";

    private readonly List<ColumnLayout> _columns = [];
    private readonly List<SegmentLayout> _segments = [];

    public TableLayoutBuilder Fixed(string name, string type, int width)
    {
        _columns.Add(new ColumnLayout(name, type, [Segment(name, SegmentKind.Fixed, width, ByRows)]));
        return this;
    }

    public TableLayoutBuilder Strings(params ReadOnlySpan<string> names) => AddStrings(Text, names);

    public TableLayoutBuilder Dictionaries(params ReadOnlySpan<string> names) => AddStrings(Dictionary, names);

    public TableLayoutBuilder Map(string name)
    {
        int offsets = Segment(name + ".offsets", SegmentKind.Offsets, 8, ByRows);
        _columns.Add(new ColumnLayout(name, AttributeMap, MapSegments(name, offsets)));
        return this;
    }

    /// <summary>Declares the offsets that the columns of a nested structure share.</summary>
    public TableLayoutBuilder Nested(string name)
    {
        Segment(name + ".offsets", SegmentKind.Offsets, 8, ByRows);
        return this;
    }

    public TableLayoutBuilder NestedFixed(string nested, string name, string type, int width)
    {
        int offsets = Index(nested);
        _columns.Add(new ColumnLayout(name, $"Array({type})", [offsets, Segment(name, SegmentKind.Fixed, width, offsets)]));
        return this;
    }

    public TableLayoutBuilder NestedStrings(string nested, string name) => AddNestedStrings(nested, name, Text);

    public TableLayoutBuilder NestedDictionary(string nested, string name) => AddNestedStrings(nested, name, Dictionary);

    public TableLayoutBuilder NestedMap(string nested, string name)
    {
        int outer = Index(nested);
        int inner = Segment(name + ".offsets", SegmentKind.Offsets, 8, outer);
        _columns.Add(new ColumnLayout(name, $"Array({AttributeMap})", [outer, .. MapSegments(name, inner)]));
        return this;
    }

    public TableLayout Build() => new(tag, table, _columns, _segments);

    private TableLayoutBuilder AddStrings(string type, ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            _columns.Add(new ColumnLayout(name, type, [Segment(name, SegmentKind.Strings, 0, ByRows)]));
        }

        return this;
    }

    private TableLayoutBuilder AddNestedStrings(string nested, string name, string type)
    {
        int offsets = Index(nested);
        _columns.Add(new ColumnLayout(name, $"Array({type})", [offsets, Segment(name, SegmentKind.Strings, 0, offsets)]));
        return this;
    }

    private int[] MapSegments(string name, int offsets) =>
    [
        offsets,
        Segment(name + ".keys", SegmentKind.Strings, 0, offsets),
        Segment(name + ".values", SegmentKind.Strings, 0, offsets),
    ];

    private int Index(string nested) => _segments.FindIndex(s => s.Name == nested + ".offsets");

    private int Segment(string name, SegmentKind kind, int width, int parent)
    {
        _segments.Add(new SegmentLayout(name, kind, width, parent));
        return _segments.Count - 1;
    }
}
