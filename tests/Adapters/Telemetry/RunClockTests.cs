using Tracing.Adapters.Telemetry;

namespace Tracing.Adapters.Tests.Telemetry;

public sealed class RunClockTests
{
    [Fact]
    public void A_run_has_one_clock_that_does_not_go_back_when_the_machines_is_set()
    {
        var machine = new SetClock { Now = DateTimeOffset.UnixEpoch.AddDays(1), Stamp = 5 };
        var clock = new RunClock(machine);
        long begin = clock.UnixNanoseconds;

        machine.Now -= TimeSpan.FromHours(2);
        machine.Stamp += 3 * machine.TimestampFrequency;

        Assert.Equal(TimeSpan.FromDays(1).TotalNanoseconds, begin);
        Assert.Equal(begin + 3_000_000_000, clock.UnixNanoseconds);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddDays(1).AddSeconds(3), clock.GetUtcNow());
        Assert.Same(clock, new RunTelemetry(new RunResource { RunId = "r", Cell = new("s", "a", "m", "c", "t") }, new Nowhere(), clock).Clock);
    }

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public long Stamp { get; set; }

        public override long TimestampFrequency => 24_000_000;

        public override DateTimeOffset GetUtcNow() => Now;

        public override long GetTimestamp() => Stamp;
    }

    private sealed class Nowhere : ITelemetrySink
    {
        public void Send(Import.OtlpRequest request)
        {
        }
    }
}
