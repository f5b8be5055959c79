using System.IO.Hashing;
using System.Text;

namespace Tracing.Collector.Interpret;

/// <summary>
/// Which of the living members interprets a run: the one whose name and the run's id together have the greatest hash (rendezvous
/// hashing), so that a member that comes or goes moves no other runs than its own. Every member finds the same without asking.
/// </summary>
/// <param name="self">This member.</param>
/// <param name="members">All living members; this one counts as living whether or not it is among them.</param>
public sealed class RunOwners(string self, IReadOnlyCollection<string> members)
{
    private readonly byte[][] _others = [.. members.Where(member => member != self).Order(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes)];
    private readonly byte[] _self = Encoding.UTF8.GetBytes(self);

    /// <summary>Whether there is anyone else.</summary>
    public bool Shared => _others.Length > 0;

    /// <summary>Whether both share among the same members.</summary>
    /// <param name="other">The other.</param>
    public bool SameAs(RunOwners other) =>
        _others.Length == other._others.Length && _others.Zip(other._others).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));

    /// <summary>Whether this member interprets a run.</summary>
    /// <param name="runId">The run.</param>
    public bool Owns(string runId)
    {
        if (_others.Length == 0)
        {
            return true;
        }

        byte[] run = Encoding.UTF8.GetBytes(runId);
        ulong mine = Weight(_self, run);
        foreach (byte[] other in _others)
        {
            ulong theirs = Weight(other, run);

            // Equal hashes are decided by the names, the same way everywhere.
            if (theirs > mine || (theirs == mine && other.AsSpan().SequenceCompareTo(_self) > 0))
            {
                return false;
            }
        }

        return true;
    }

    private static ulong Weight(byte[] member, byte[] run)
    {
        var hash = new XxHash64();
        hash.Append(member);
        hash.Append(run);
        return hash.GetCurrentHashAsUInt64();
    }
}
