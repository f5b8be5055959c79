namespace Tracing.Storage.Tests;

public sealed class StorageOptionsTests
{
    [Fact]
    public void Defaults_have_no_problem() => Assert.Empty(Problems(new StorageOptions()));

    [Fact]
    public void Every_problem_is_told_at_once_with_its_key()
    {
        var options = new StorageOptions
        {
            Url = "file:///etc/passwd",
            User = "",
            Database = "a`b",
            InsertTimeout = TimeSpan.Zero,
            Retention = new RetentionOptions { Spans = TimeSpan.FromMinutes(1), Logs = TimeSpan.FromDays(1), Artifacts = TimeSpan.FromDays(100_000) },
            Reads = new ReadLimits { Time = TimeSpan.Zero, MemoryBytes = 1, RowsRead = 0, Threads = -1 },
        };

        Assert.Equal(
            [
                "storage.url", "storage.database", "storage.user", "storage.insertTimeout", "storage.retention.spans", "storage.retention.artifacts",
                "storage.reads.time", "storage.reads.memoryBytes", "storage.reads.rowsRead", "storage.reads.threads",
            ],
            Problems(options).Select(problem => problem[..problem.IndexOf(':', StringComparison.Ordinal)]));
    }

    [Theory]
    [InlineData("http://127.0.0.1:8123")]
    [InlineData("https://cluster.example:8443/path")]
    public void Http_addresses_are_fine(string url) => Assert.Empty(Problems(new StorageOptions { Url = url }));

    [Fact]
    public void Neither_an_address_nor_an_engine_is_a_mistake_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => new ClickHouseStore(new StorageOptions()));

    private static List<string> Problems(StorageOptions options)
    {
        var problems = new List<string>();
        options.Validate("storage", problems);
        return problems;
    }
}
