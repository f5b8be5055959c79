namespace Tracing.Collector.Tests.Queue;

/// <summary>A file's content: as it is, as it is on disk, and the changes between.</summary>
internal sealed class StrictInode(byte[] content)
{
    private const int Sector = 64;
    private readonly List<(long Offset, byte[]? Data)> _unsynced = [];
    private byte[] _durable = content;

    public byte[] Content { get; private set; } = content;

    public void Write(long offset, byte[] data) => Change(offset, data);

    public void Truncate(long length) => Change(length, null);

    public void Sync()
    {
        _durable = Content;
        _unsynced.Clear();
    }

    public StrictInode AfterCrash(CrashPolicy policy, Random random)
    {
        var state = _durable;
        foreach (var (offset, data) in _unsynced)
        {
            switch (policy == CrashPolicy.Scatter ? random.Next(3) : policy == CrashPolicy.Keep ? 0 : 1)
            {
                case 0:
                    state = Apply(state, offset, data);
                    break;
                case 2 when data is not null:
                    state = Tear(state, offset, data, random);
                    break;
            }
        }

        return new StrictInode(state);
    }

    private static byte[] Tear(byte[] state, long offset, byte[] data, Random random)
    {
        for (var at = 0; at < data.Length; at += Sector)
        {
            if (random.Next(2) == 0)
            {
                var length = Math.Min(Sector, data.Length - at);
                length = random.Next(4) == 0 ? random.Next(length + 1) : length;
                state = Apply(state, offset + at, data[at..(at + length)]);
            }
        }

        return state;
    }

    private static byte[] Apply(byte[] state, long offset, byte[]? data)
    {
        var length = data is null ? offset : Math.Max(state.Length, offset + data.Length);
        var next = new byte[length];
        state.AsSpan(0, (int)Math.Min(state.Length, length)).CopyTo(next);
        data?.CopyTo(next, offset);
        return next;
    }

    private void Change(long offset, byte[]? data)
    {
        Content = Apply(Content, offset, data);
        _unsynced.Add((offset, data));
    }
}
