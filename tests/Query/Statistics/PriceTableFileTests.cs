using System.Runtime.CompilerServices;
using Tracing.Query.Statistics.Prices;

namespace Tracing.Query.Tests.Statistics;

public sealed class PriceTableFileTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void The_documented_example_is_a_price_table()
    {
        PriceTable table = PriceTableFile.Read(Example());

        Assert.Equal(("example-1", "USD"), (table.Version, table.Currency));
        Assert.Equal(2, table.Changes.Count);
        Assert.NotNull(table.Of("example/small-model", 2));
    }

    [Fact]
    public void No_file_is_no_price() => Assert.Same(PriceTable.None, PriceTableFile.Read(null));

    [Theory]
    [InlineData("{", "is no price table")]
    [InlineData("null", "holds no object")]
    [InlineData("""{"version":"1","currency":"USD"}""", "is no price table")]
    [InlineData("""{"version":"","currency":"USD","prices":[]}""", "empty version")]
    [InlineData("""{"version":"1","currency":"usd","prices":[]}""", "currency")]
    [InlineData("""{"version":"1","currency":"USD","prices":[{"model":"m","input":1}]}""", "is no price table")]
    [InlineData("""{"version":"1","currency":"USD","prices":[{"model":"m","input":1,"output":1,"cached":1}]}""", "is no price table")]
    [InlineData("""{"version":"1","currency":"USD","prices":[{"model":"m","input":"1","output":1}]}""", "is no price table")]
    [InlineData("""{"version":"1","currency":"USD","prices":[{"model":" ","input":1,"output":1}]}""", "without a model")]
    [InlineData("""{"version":"1","currency":"USD","prices":[{"model":"m","input":1,"output":-1}]}""", "below 0")]
    [InlineData("""{"version":"1","currency":"USD","prices":[{"model":"m","input":1,"output":1},{"model":"m","input":2,"output":1}]}""", "twice")]
    public void What_is_no_price_table_is_told_at_start(string content, string problem)
    {
        File.WriteAllText(_file, content);
        List<string> problems = [];
        new QueryOptions { Prices = _file }.Validate("query", problems);

        Assert.Contains(problem, Assert.Single(problems), StringComparison.Ordinal);
        Assert.StartsWith("query.prices: ", problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_told_at_start()
    {
        List<string> problems = [];
        new QueryOptions { Prices = _file + ".absent" }.Validate("query", problems);

        Assert.Contains("cannot be read", Assert.Single(problems), StringComparison.Ordinal);
    }

    private static string Example([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "docs", "prices.example.json"));
}
