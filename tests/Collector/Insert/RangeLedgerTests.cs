using Microsoft.Extensions.Logging.Abstractions;
using Tracing.Collector.Insert;
using Tracing.Collector.Tests.Queue;

namespace Tracing.Collector.Tests.Insert;

public sealed class RangeLedgerTests
{
    private const string Folder = "/ledger";

    [Fact]
    public void What_was_planned_and_confirmed_is_known_after_reopening()
    {
        var disk = NewDisk();
        InsertRange second;
        using (var ledger = Open(disk))
        {
            var first = ledger.Plan(1, 5, new RowCounts(10, 2, 0));
            second = ledger.Plan(6, 9, new RowCounts(0, 7, 1));
            ledger.Confirm(first);
            ledger.Sync();
        }

        using var again = Open(disk);
        Assert.Equal(5ul, again.ConfirmedThrough);
        Assert.Equal([second], again.Unconfirmed);
        Assert.NotEqual(second.Batch, again.Plan(10, 11, default).Batch);
    }

    [Fact]
    public void Numbers_are_never_given_twice_across_restarts_and_file_changes()
    {
        var disk = NewDisk();
        var seen = new HashSet<ulong>();
        for (var session = 0; session < 3; session++)
        {
            using var ledger = Open(disk);
            for (var i = 0; i < LedgerFile.Slots; i++)
            {
                var range = ledger.Plan((ulong)seen.Count + 1, (ulong)seen.Count + 1, default);
                Assert.True(seen.Add(range.Batch));
                ledger.Confirm(range);
            }
        }

        using var last = Open(disk);
        Assert.Equal((ulong)seen.Count - 1, last.ConfirmedThrough);
        Assert.Single(seen.Select(batch => batch >> 32).Distinct());
    }

    [Fact]
    public void Two_collectors_number_their_ranges_apart()
    {
        using var one = Open(NewDisk());
        using var other = Open(NewDisk());

        Assert.NotEqual(one.Plan(1, 1, default).Batch >> 32, other.Plan(1, 1, default).Batch >> 32);
    }

    [Fact]
    public void A_split_range_is_replaced_by_its_halves()
    {
        var disk = NewDisk();
        using (var ledger = Open(disk))
        {
            var range = ledger.Plan(1, 8, new RowCounts(8, 0, 0));
            ledger.Split(range, new InsertRange(0, 1, 4, new RowCounts(4, 0, 0)), new InsertRange(0, 5, 8, new RowCounts(4, 0, 0)));
        }

        using var again = Open(disk);
        Assert.Equal([(1ul, 4ul, 4L), (5ul, 8ul, 4L)], again.Unconfirmed.Select(r => (r.From, r.Through, r.Rows.Spans)));
    }

    [Fact]
    public void Confirmations_that_power_loss_took_are_open_again_and_plans_never_vanish()
    {
        var total = Live(NewDisk(), []);
        for (var at = 1; at <= total; at++)
        {
            for (var seed = 0; seed < 12; seed++)
            {
                var ordinal = at;
                var planned = new List<InsertRange>();
                var disk = NewDisk();
                disk.Faults = call => call.Kind != DiskCallKind.Read && call.Ordinal == ordinal ? DiskFault.Crash : null;
                try
                {
                    Live(disk, planned);
                }
                catch (IOException)
                {
                }

                var left = disk.AfterCrash(seed == 0 ? CrashPolicy.Lose : seed == 1 ? CrashPolicy.Keep : CrashPolicy.Scatter, new Random(seed));
                left.CreateDirectory(Folder);
                using var again = Open(left);

                // What is neither open nor confirmed was never returned as planned; what is open keeps its number and extent.
                Assert.All(planned, range => Assert.True(
                    again.Unconfirmed.Contains(range) || again.ConfirmedThrough >= range.Through, $"call {at}, seed {seed}: {range}"));
                Assert.All(again.Unconfirmed, range => Assert.True(range.Through > again.ConfirmedThrough));
                Assert.DoesNotContain(again.Plan(100, 100, default).Batch, planned.Select(range => range.Batch));
            }
        }
    }

    [Fact]
    public void One_flipped_bit_anywhere_changes_nothing()
    {
        var disk = NewDisk();
        InsertRange open;
        using (var ledger = Open(disk))
        {
            ledger.Confirm(ledger.Plan(1, 5, new RowCounts(10, 2, 0)));
            open = ledger.Plan(6, 9, new RowCounts(0, 7, 1));
        }

        foreach (var (name, content) in disk.Files(Folder))
        {
            for (var at = 0; at < content.Length; at++)
            {
                // Every byte that says something, and a few of those that do not.
                if (content[at] == 0 && at % 997 != 0)
                {
                    continue;
                }

                var copy = disk.AfterCrash(CrashPolicy.Keep, new Random(0));
                var damaged = (byte[])content.Clone();
                damaged[at] ^= (byte)(1 << (at % 8));
                copy.Tamper($"{Folder}/{name}", damaged);
                using var again = Open(copy);
                Assert.True(again.ConfirmedThrough == 5 && again.Unconfirmed.SequenceEqual([open]), $"{name} byte {at}");
                Assert.NotEqual(open.Batch, again.Plan(10, 10, default).Batch);
            }
        }
    }

    [Theory]
    [InlineData("ranges-a.ledger", null)]
    [InlineData("ranges-b.ledger", null)]
    [InlineData("ranges-a.ledger", 0)]
    [InlineData("ranges-b.ledger", 5000)]
    public void With_one_file_deleted_or_cut_it_opens_and_gives_no_number_again(string name, int? length)
    {
        var disk = NewDisk();
        var seen = new HashSet<ulong>();
        for (var session = 0; session < 2; session++)
        {
            using var ledger = Open(disk);
            for (ulong i = 1; i < 20; i++)
            {
                var range = ledger.Plan((seen.Count == 0 ? 0 : 100ul) + i, (seen.Count == 0 ? 0 : 100ul) + i, default);
                seen.Add(range.Batch);
                ledger.Confirm(range);
            }
        }

        disk.Tamper($"{Folder}/{name}", length is { } left ? disk.Files(Folder)[name][..left] : null);

        using var again = Open(disk);
        for (ulong i = 1000; i < 1100; i++)
        {
            Assert.True(seen.Add(again.Plan(i, i, default).Batch));
        }
    }

    [Fact]
    public void A_full_disk_does_not_keep_it_from_noting()
    {
        var disk = NewDisk();
        Open(disk).Dispose();
        var before = disk.Files(Folder).ToDictionary(file => file.Key, file => file.Value.Length);
        using (var ledger = Open(disk))
        {
            for (ulong i = 1; i < 3 * LedgerFile.Slots; i++)
            {
                ledger.Confirm(ledger.Plan(i, i, default));
            }
        }

        Assert.Equal(before, disk.Files(Folder).ToDictionary(file => file.Key, file => file.Value.Length));
    }

    private static StrictDisk NewDisk()
    {
        var disk = new StrictDisk();
        disk.CreateDirectory(Folder);
        return disk;
    }

    private static RangeLedger Open(StrictDisk disk) => RangeLedger.Open(disk, Folder, NullLogger.Instance);

    /// <summary>Two sessions; the ranges that are still open at the end, or were, are added as they are planned.</summary>
    private static int Live(StrictDisk disk, List<InsertRange> planned)
    {
        for (var session = 0ul; session < 2; session++)
        {
            using var ledger = Open(disk);
            for (var i = (session * 6) + 1; i <= (session * 6) + 6; i++)
            {
                planned.Add(ledger.Plan(i, i, new RowCounts((long)i, 0, 0)));
                if (i % 3 != 0)
                {
                    ledger.Confirm(planned[^1]);
                }
            }

            ledger.Sync();
        }

        return disk.Changes;
    }
}
