using CsCheck;
using Tracing.Storage.Rows;

namespace Tracing.Storage.Tests.Rows;

public sealed class RunVersionTests
{
    private static readonly Gen<RunVersion> Versions = Gen.Select(
        Gen.ULong[0, (1UL << 48) - 1], Gen.UShort[0, 63], Gen.UShort[0, 1023], (inserts, reading, repeat) => new RunVersion(inserts, reading, repeat));

    [Fact]
    public void A_version_is_read_as_it_was_stored() =>
        Versions.Sample(version => Assert.Equal(version, RunVersion.FromUInt64(version.ToUInt64())));

    [Fact]
    public void More_inserts_then_a_later_reading_then_a_later_repeat_is_greater() =>
        Gen.Select(Versions, Versions).Sample((one, other) => Assert.Equal(
            (one.Inserts, one.Reading, one.Repeat).CompareTo((other.Inserts, other.Reading, other.Repeat)),
            one.ToUInt64().CompareTo(other.ToUInt64())));

    [Fact]
    public void What_is_read_anew_is_above_what_is_stored_or_refused() =>
        Gen.Select(Versions, Versions).Sample((read, stored) =>
        {
            if (read.Above(stored) is { } above)
            {
                Assert.True(above.ToUInt64() > stored.ToUInt64());
            }
            else
            {
                Assert.Equal(1023, stored.Repeat);
            }
        });

    [Fact]
    public void The_same_records_read_again_are_the_next_repeat() =>
        Assert.Equal(new RunVersion(7, 1, 3), new RunVersion(7, 1).Above(new RunVersion(7, 1, 2)));
}
