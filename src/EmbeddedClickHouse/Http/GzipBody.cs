using System.Buffers.Binary;
using System.IO.Compression;

namespace Tracing.EmbeddedClickHouse.Http;

/// <summary>
/// Decodes a gzip body (RFC 1952, one member) and throws when it was cut short, which <see cref="GZipStream"/>
/// takes for the end: the trailer's length must be that of what was decoded.
/// </summary>
internal sealed class GzipBody : ReadOnlyResultStream
{
    private readonly LastBytes source;
    private readonly GZipStream gzip;
    private uint decoded;

    /// <summary>Decodes a stream, which is not disposed.</summary>
    public GzipBody(Stream body)
    {
        source = new LastBytes(body);
        gzip = new GZipStream(source, CompressionMode.Decompress, leaveOpen: true);
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer) => Checked(gzip.Read(buffer), buffer.Length);

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Checked(await gzip.ReadAsync(buffer, cancellationToken), buffer.Length);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            gzip.Dispose();
            source.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Checked(int read, int wanted)
    {
        decoded += (uint)read;
        return read > 0 || wanted == 0 || (source.Any && source.Trailer == decoded)
            ? read
            : throw new InvalidDataException("the gzip data is cut short.");
    }

    /// <summary>Passes bytes through and remembers the last four.</summary>
    private sealed class LastBytes(Stream inner) : ReadOnlyResultStream
    {
        private readonly byte[] last = new byte[sizeof(uint)];

        /// <summary>At least one byte came.</summary>
        public bool Any { get; private set; }

        /// <summary>The last four bytes, little endian.</summary>
        public uint Trailer => BinaryPrimitives.ReadUInt32LittleEndian(last);

        /// <inheritdoc/>
        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            Remember(buffer[..read]);
            return read;
        }

        /// <inheritdoc/>
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            Remember(buffer.Span[..read]);
            return read;
        }

        private void Remember(ReadOnlySpan<byte> bytes)
        {
            Any |= bytes.Length > 0;
            if (bytes.Length < last.Length)
            {
                last.AsSpan(bytes.Length).CopyTo(last);
                bytes.CopyTo(last.AsSpan(last.Length - bytes.Length));
            }
            else
            {
                bytes[^last.Length..].CopyTo(last);
            }
        }
    }
}
