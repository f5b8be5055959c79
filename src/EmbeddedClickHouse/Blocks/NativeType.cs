using System.Buffers.Binary;

namespace Tracing.EmbeddedClickHouse.Blocks;

/// <summary>A column type, as far as one must know it to find the end of a column in the Native format.</summary>
internal abstract record NativeType
{
    /// <summary>Bytes before a column of at least one row: versions of dictionaries, wherever they are nested.</summary>
    public virtual int PrefixLength => 0;

    /// <summary>Bytes of a column of some rows, prefix not counted.</summary>
    /// <param name="data">Begins at the column.</param>
    /// <param name="rows">Its rows.</param>
    public abstract int Length(ReadOnlySpan<byte> data, int rows);

    /// <summary>Values of one size.</summary>
    public sealed record Fixed(int Size) : NativeType
    {
        /// <inheritdoc/>
        public override int Length(ReadOnlySpan<byte> data, int rows) => checked(Size * rows);
    }

    /// <summary>Strings: a variable-length count, then that many bytes.</summary>
    public sealed record Text : NativeType
    {
        /// <inheritdoc/>
        public override int Length(ReadOnlySpan<byte> data, int rows)
        {
            var reader = new NativeReader(data);
            for (var i = 0; i < rows; i++)
            {
                reader.Skip(reader.Number());
            }

            return reader.Position;
        }
    }

    /// <summary>A byte a row that says null, then the values.</summary>
    public sealed record Nullable(NativeType Inner) : NativeType
    {
        /// <inheritdoc/>
        public override int PrefixLength => Inner.PrefixLength;

        /// <inheritdoc/>
        public override int Length(ReadOnlySpan<byte> data, int rows) => rows + Inner.Length(data[rows..], rows);
    }

    /// <summary>Ends of the arrays as 64-bit counts, then all values.</summary>
    public sealed record List(NativeType Inner) : NativeType
    {
        /// <inheritdoc/>
        public override int PrefixLength => Inner.PrefixLength;

        /// <inheritdoc/>
        public override int Length(ReadOnlySpan<byte> data, int rows)
        {
            var offsets = checked(rows * sizeof(ulong));
            var total = rows == 0 ? 0 : checked((int)BinaryPrimitives.ReadUInt64LittleEndian(data[(offsets - sizeof(ulong))..]));
            return offsets + Inner.Length(data[offsets..], total);
        }
    }

    /// <summary>One column after the other.</summary>
    public sealed record Group(IReadOnlyList<NativeType> Parts) : NativeType
    {
        /// <inheritdoc/>
        public override int PrefixLength => Parts.Sum(p => p.PrefixLength);

        /// <inheritdoc/>
        public override int Length(ReadOnlySpan<byte> data, int rows)
        {
            var length = 0;
            foreach (var part in Parts)
            {
                length += part.Length(data[length..], rows);
            }

            return length;
        }
    }

    /// <summary>A dictionary and an index into it for each row.</summary>
    public sealed record Dictionary(NativeType Keys) : NativeType
    {
        private const ulong HasKeys = 1 << 9;

        /// <inheritdoc/>
        public override int PrefixLength => sizeof(ulong);

        /// <inheritdoc/>
        public override int Length(ReadOnlySpan<byte> data, int rows)
        {
            if (rows == 0)
            {
                return 0;
            }

            var reader = new NativeReader(data);
            var flags = reader.Fixed64();
            if ((flags & HasKeys) != 0)
            {
                var keys = checked((int)reader.Fixed64());
                reader.Skip(Keys.Length(data[reader.Position..], keys));
            }

            reader.Fixed64();
            reader.Skip(checked(rows * (1 << (int)(flags & 0xff))));
            return reader.Position;
        }
    }
}
