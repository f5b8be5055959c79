using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Tracing.Storage.Columns;

/// <summary>Collects the distinct pairs of run and trace of blocks; a pair costs memory only when it is new.</summary>
internal sealed class TouchedRuns
{
    private readonly HashSet<RunTouch> _pairs = new(new PairComparer());
    private byte[] _last = [];
    private int _lastLength = -1;

    public IReadOnlyCollection<RunTouch> Pairs => _pairs;

    public void Add(FrameBlock block)
    {
        ReadOnlySpan<byte> runs = block.Segments[block.Layout.SegmentIndex("RunId")].Span;
        ReadOnlySpan<byte> traces = block.Segments[block.Layout.SegmentIndex("TraceId")].Span;
        HashSet<RunTouch>.AlternateLookup<ReadOnlySpan<byte>> lookup = _pairs.GetAlternateLookup<ReadOnlySpan<byte>>();
        int atRun = 0;
        int atTrace = 0;
        for (int i = 0; i < block.Rows; i++)
        {
            StringSegment.TryRead(runs, ref atRun, out ReadOnlySpan<byte> run);
            StringSegment.TryRead(traces, ref atTrace, out ReadOnlySpan<byte> trace);
            if (!IsLast(run, trace))
            {
                lookup.Add(_last.AsSpan(0, _lastLength));
            }
        }
    }

    // Rows of one trace mostly follow each other: only a change of the pair asks the set.
    private bool IsLast(ReadOnlySpan<byte> run, ReadOnlySpan<byte> trace)
    {
        int length = run.Length + 1 + trace.Length;
        if (length == _lastLength && _last.AsSpan(0, run.Length).SequenceEqual(run) &&
            _last[run.Length] == PairComparer.Separator && _last.AsSpan(run.Length + 1, trace.Length).SequenceEqual(trace))
        {
            return true;
        }

        if (_last.Length < length)
        {
            _last = new byte[length * 2];
        }

        run.CopyTo(_last);
        _last[run.Length] = PairComparer.Separator;
        trace.CopyTo(_last.AsSpan(run.Length + 1));
        _lastLength = length;
        return false;
    }

    /// <summary>Compares pairs with their bytes: run, separator, trace. The last separator counts: a trace id holds none.</summary>
    private sealed class PairComparer : IEqualityComparer<RunTouch>, IAlternateEqualityComparer<ReadOnlySpan<byte>, RunTouch>
    {
        public const byte Separator = (byte)'\n';

        public RunTouch Create(ReadOnlySpan<byte> alternate)
        {
            int split = alternate.LastIndexOf(Separator);
            return new RunTouch(Encoding.UTF8.GetString(alternate[..split]), Encoding.UTF8.GetString(alternate[(split + 1)..]));
        }

        public bool Equals(ReadOnlySpan<byte> alternate, RunTouch other)
        {
            int split = alternate.LastIndexOf(Separator);
            return Same(alternate[..split], other.RunId) && Same(alternate[(split + 1)..], other.TraceId);
        }

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public bool Equals(RunTouch x, RunTouch y) => x == y;

        public int GetHashCode([DisallowNull] RunTouch obj) => GetHashCode(Encoding.UTF8.GetBytes(obj.RunId + (char)Separator + obj.TraceId));

        private static bool Same(ReadOnlySpan<byte> bytes, string text) =>
            bytes.Length == text.Length && System.Text.Ascii.Equals(bytes, text);
    }
}
