using Tracing.Collector.Interpret;

namespace Tracing.Collector.Tests.Interpret;

public sealed class ReadSizeTests
{
    private readonly ReadSize size = new(new InterpretOptions { RecordsPerRead = 10_000, RunsPerRead = 300 });

    [Fact]
    public void Short_runs_are_read_by_the_hundred_up_to_the_most()
    {
        Assert.Equal(32, size.Runs);
        Learn(20, 26);

        Assert.Equal(300, size.Runs);
    }

    [Fact]
    public void Long_runs_are_read_alone_and_short_ones_after_them_together_again()
    {
        Learn(3, 100_000);
        Assert.Equal(1, size.Runs);

        Learn(5, 26);
        Assert.InRange(size.Runs, 2, 32);

        Learn(20, 26);
        Assert.Equal(300, size.Runs);
    }

    [Fact]
    public void A_read_that_found_nothing_teaches_nothing()
    {
        size.Learn([]);

        Assert.Equal(32, size.Runs);
    }

    private void Learn(int reads, int records)
    {
        for (var i = 0; i < reads; i++)
        {
            size.Learn([records, records]);
        }
    }
}
