using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Tracing.Storage.Columns;
using Tracing.Vocabulary;

namespace Tracing.Collector.Decode;

/// <summary>
/// Which run a record belongs to: the resource's <c>bench.run.id</c>, else the run named by header or path, else one
/// derived from the resource's cell, trial and the record's trace, else none.
/// </summary>
internal sealed unsafe class RunBinding(Findings findings) : IDisposable
{
    private readonly CellIdentity _identity = new(findings);

    // The column's bytes: length and id. Fixed for a resource, or that of the last trace.
    private readonly ColumnBuffer _runId = new();
    private readonly ColumnBuffer _cellAndTrial = new();
    private bool _derived;
    private ulong _traceHigh;
    private ulong _traceLow;

    /// <summary>Reads what a resource says.</summary>
    /// <param name="resource">The resource's attributes, open.</param>
    /// <param name="named">The run named by header or path, valid; null where none is.</param>
    public void Begin(MapColumns resource, string? named)
    {
        Version++;
        _derived = false;
        _runId.Reset();
        bool bench = AttributeLookup.HasPrefix(resource, "bench."u8);
        if (bench && AttributeLookup.TryFind(resource, "bench.run.id"u8, out ReadOnlySpan<byte> run, out byte type))
        {
            if (type == AttributeTypes.Text && RunBindings.IsRunId(run))
            {
                _runId.AppendString(run);
                return;
            }

            findings.Warn(DecodeWarning.RunIdInvalid);
        }

        if (named is not null)
        {
            _runId.AppendString(Encoding.ASCII.GetBytes(named));
            return;
        }

        if (bench && _identity.Read(resource) is (string cell, long trial))
        {
            _derived = true;
            _cellAndTrial.Reset();
            _cellAndTrial.Append(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{cell}\n{trial}")));
        }

        _runId.AppendString([]);
    }

    /// <summary>The run as its column wants it: length and id.</summary>
    public ColumnBuffer Id => _runId;

    /// <summary>Rises whenever <see cref="Id"/> may be another one.</summary>
    public long Version { get; private set; }

    /// <summary>Makes <see cref="Id"/> that of a record.</summary>
    /// <param name="traceId">Sixteen bytes, or null where the record names no trace.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Bind(byte* traceId)
    {
        if (_derived)
        {
            Derive(traceId);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _runId.Dispose();
        _cellAndTrial.Dispose();
    }

    private void Derive(byte* traceId)
    {
        if (traceId is null)
        {
            findings.Warn(DecodeWarning.RecordWithoutTrace);
            if (_runId.Length > 1)
            {
                Version++;
                _runId.Reset();
                _runId.AppendString([]);
            }

            return;
        }

        ulong high = Unsafe.ReadUnaligned<ulong>(traceId);
        ulong low = Unsafe.ReadUnaligned<ulong>(traceId + sizeof(ulong));
        if (_runId.Length > 1 && high == _traceHigh && low == _traceLow)
        {
            return;
        }

        Version++;
        nint prefix = _cellAndTrial.Length;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _cellAndTrial.Ensure(33);
        _cellAndTrial.AppendHex16(traceId);
        // The hex comes with its length byte in front: the line break takes its place.
        _cellAndTrial.Start[prefix] = (byte)'\n';
        SHA256.HashData(_cellAndTrial.Written, hash);
        _cellAndTrial.Truncate(prefix);

        _runId.Reset();
        _runId.Ensure(33);
        fixed (byte* first = hash)
        {
            _runId.AppendHex16(first);
        }

        _traceHigh = high;
        _traceLow = low;
    }
}
