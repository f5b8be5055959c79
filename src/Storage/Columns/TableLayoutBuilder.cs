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
    private bool _perPrefix;

    /// <summary>Declares columns that a frame holds once for each prefix.</summary>
    public TableLayoutBuilder PerPrefix(Func<TableLayoutBuilder, TableLayoutBuilder> columns)
    {
        _perPrefix = true;
        columns(this);
        _perPrefix = false;
        return this;
    }

    public TableLayoutBuilder Fixed(string name, string type, int width)
    {
        _columns.Add(new ColumnLayout(name, type, [Segment(name, SegmentKind.Fixed, width, ByRows)]));
        return this;
    }

    public TableLayoutBuilder Strings(params ReadOnlySpan<string> names) => AddStrings(Text, names);

    public TableLayoutBuilder Dictionaries(params ReadOnlySpan<string> names) => AddStrings(Dictionary, names);

    public TableLayoutBuilder Map(string name)
    {
        int offsets = Segment(name + ".offsets", SegmentKind.Offsets, 8, ByRows, SegmentPacking.ShapeRuns);
        _columns.Add(new ColumnLayout(name, AttributeMap, MapSegments(name, offsets)));
        return this;
    }

    /// <summary>Declares the type letters of a map.</summary>
    public TableLayoutBuilder Types(string name, string map) => AddTypes(name, Dictionary, [], ByRows, map);

    /// <summary>Declares the offsets that the columns of a nested structure share.</summary>
    public TableLayoutBuilder Nested(string name)
    {
        Segment(name + ".offsets", SegmentKind.Offsets, 8, ByRows, SegmentPacking.Counts);
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
        int inner = Segment(name + ".offsets", SegmentKind.Offsets, 8, outer, SegmentPacking.ShapeRuns);
        _columns.Add(new ColumnLayout(name, $"Array({AttributeMap})", [outer, .. MapSegments(name, inner)]));
        return this;
    }

    public TableLayoutBuilder NestedTypes(string nested, string name, string map) =>
        AddTypes(name, $"Array({Dictionary})", [Index(nested)], Index(nested), map);

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

    private TableLayoutBuilder AddTypes(string name, string type, int[] before, int parent, string map)
    {
        int letters = Segment(name, SegmentKind.Strings, 0, parent, SegmentPacking.ShapeTypes);
        _segments[letters] = _segments[letters] with { Map = Index(map), PerPrefix = _segments[Index(map)].PerPrefix };
        _columns.Add(new ColumnLayout(name, type, [.. before, letters]));
        return this;
    }

    private int[] MapSegments(string name, int offsets) =>
    [
        offsets,
        Segment(name + ".keys", SegmentKind.Strings, 0, offsets, SegmentPacking.ShapeKeys),
        Segment(name + ".values", SegmentKind.Strings, 0, offsets),
    ];

    private int Index(string nested) => _segments.FindIndex(s => s.Name == nested + ".offsets");

    private int Segment(string name, SegmentKind kind, int width, int parent, SegmentPacking packing = SegmentPacking.None)
    {
        _segments.Add(new SegmentLayout(name, kind, width, parent) { Packing = packing, PerPrefix = _perPrefix });
        return _segments.Count - 1;
    }
}
