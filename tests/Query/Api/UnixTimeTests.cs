using CsCheck;
using Tracing.Query.Api.Scalars;

namespace Tracing.Query.Tests.Api;

public sealed class UnixTimeTests
{
    [Theory]
    [InlineData(1_781_679_643_396_996_000, "2026-06-17T07:00:43.396996Z")]
    [InlineData(1_781_679_643_000_000_001, "2026-06-17T07:00:43.000000001Z")]
    [InlineData(0, "1970-01-01T00:00:00Z")]
    [InlineData(-1, "1969-12-31T23:59:59.999999999Z")]
    [InlineData(long.MaxValue, "2262-04-11T23:47:16.854775807Z")]
    public void Text_keeps_every_nanosecond(long unixNano, string text) => Assert.Equal(text, UnixTime.Text(unixNano));

    [Theory]
    [InlineData("2026-06-17T09:00:43.396996+02:00", 1_781_679_643_396_996_000)]
    [InlineData("2026-06-17T07:00:43Z", 1_781_679_643_000_000_000)]
    public void TryParse_reads_offsets(string text, long unixNano)
    {
        Assert.True(UnixTime.TryParse(text, out long parsed));
        Assert.Equal(unixNano, parsed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-06-17")]
    [InlineData("2026-06-17T07:00:43")]
    [InlineData("2026-06-17T07:00:43.Z")]
    [InlineData("2026-06-17T07:00:43.1234567891Z")]
    [InlineData("2026-13-17T07:00:43Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public void TryParse_refuses_what_is_no_such_time(string text) => Assert.False(UnixTime.TryParse(text, out _));

    [Fact]
    public void Every_time_is_read_as_it_was_written() =>
        Gen.Long[-9_000_000_000_000_000_000, long.MaxValue].Sample(time => UnixTime.TryParse(UnixTime.Text(time), out long parsed) && parsed == time);
}
