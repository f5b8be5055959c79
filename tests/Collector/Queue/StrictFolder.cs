namespace Tracing.Collector.Tests.Queue;

/// <summary>The entries of a folder: as they are, as they are on disk, and the changes between.</summary>
internal sealed class StrictFolder
{
    private readonly List<Action<Dictionary<string, StrictInode>>> _unsynced = [];
    private Dictionary<string, StrictInode> _durable = [];

    public Dictionary<string, StrictInode> Entries { get; private set; } = [];

    public void Add(string name, StrictInode inode) => Change(entries => entries[name] = inode);

    public void Remove(string name) => Change(entries => entries.Remove(name));

    public void Rename(string from, string to)
    {
        var inode = Entries[from];
        Change(entries =>
        {
            entries.Remove(from);
            entries[to] = inode;
        });
    }

    public void Sync()
    {
        _durable = new(Entries);
        _unsynced.Clear();
    }

    public StrictFolder AfterCrash(CrashPolicy policy, Random random)
    {
        var entries = new Dictionary<string, StrictInode>(_durable);
        foreach (var change in _unsynced)
        {
            if (policy == CrashPolicy.Keep || (policy == CrashPolicy.Scatter && random.Next(2) == 0))
            {
                change(entries);
            }
        }

        var clone = new StrictFolder { Entries = entries.ToDictionary(e => e.Key, e => e.Value.AfterCrash(policy, random)) };
        clone.Sync();
        return clone;
    }

    private void Change(Action<Dictionary<string, StrictInode>> change)
    {
        change(Entries);
        _unsynced.Add(change);
    }
}
