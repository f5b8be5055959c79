namespace Tracing.Query.Tests;

public sealed class QueryOptionsTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.Empty(Problems(new QueryOptions()));

    [Theory]
    [InlineData("127.0.0.1:4320")]
    [InlineData("[::1]:4320")]
    [InlineData("localhost:0")]
    public void A_listener_on_loopback_needs_no_token(string listen) => Assert.Empty(Problems(new QueryOptions { Listen = listen }));

    [Theory]
    [InlineData("0.0.0.0:4320")]
    [InlineData("[::]:4320")]
    [InlineData("192.168.1.2:80")]
    public void A_listener_beyond_loopback_needs_a_token(string listen)
    {
        string problem = Assert.Single(Problems(new QueryOptions { Listen = listen }));
        Assert.StartsWith("query.listen: ", problem, StringComparison.Ordinal);
        Assert.Empty(Problems(new QueryOptions { Listen = listen, Tokens = ["0123456789abcdef"] }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("4320")]
    [InlineData("127.0.0.1")]
    [InlineData("::1:4320x")]
    [InlineData("example.org:80")]
    [InlineData("127.0.0.1:70000")]
    public void A_listener_that_is_no_endpoint_is_a_problem(string listen) => Assert.Single(Problems(new QueryOptions { Listen = listen }));

    [Fact]
    public void Every_problem_is_told_at_once()
    {
        IReadOnlyList<string> problems = Problems(new QueryOptions
        {
            Listen = "nowhere",
            Tokens = ["short", "with a space in the middle"],
            Hosts = ["no host/"],
            Limits = new RequestLimits { MaxFields = 0, MaxParserDepth = 1000, DefaultPageSize = 2000, Timeout = TimeSpan.Zero },
        });

        Assert.Equal(
            ["query.listen", "query.tokens[0]", "query.tokens[1]", "query.hosts[0]", "query.limits.maxFields", "query.limits.maxParserDepth", "query.limits.defaultPageSize", "query.limits.timeout"],
            problems.Select(problem => problem[..problem.IndexOf(':', StringComparison.Ordinal)]));
    }

    private static List<string> Problems(QueryOptions options)
    {
        List<string> problems = [];
        options.Validate("query", problems);
        return problems;
    }
}
