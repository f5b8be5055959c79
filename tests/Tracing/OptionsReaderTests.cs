using Microsoft.Extensions.Configuration;
using Tracing.Options;

namespace Tracing.Tests;

public sealed class OptionsReaderTests
{
    private readonly List<string> problems = [];

    public enum Mode
    {
        Plain,
        Fancy,
    }

    [Fact]
    public void Values_of_every_kind_are_read_over_the_defaults()
    {
        Outer options = Read(("name", "n"), ("inner:sizeBytes", "64MiB"), ("inner:wait", "250ms"), ("inner:tokens", "a, b"), ("INNER:ON", "true"), ("mode", "fancy"), ("limit", ""));

        Assert.Empty(problems);
        Assert.Equal(("n", Mode.Fancy, (int?)null), (options.Name, options.Mode, options.Limit));
        Assert.Equal((64L << 20, TimeSpan.FromMilliseconds(250), true, 1.5), (options.Inner.SizeBytes, options.Inner.Wait, options.Inner.On, options.Inner.Ratio));
        Assert.Equal(["a", "b"], options.Inner.Tokens);
    }

    [Theory]
    [InlineData("", "00:00:00")]
    [InlineData("storage:url=http://127.0.0.1:8123", "00:05:00")]
    [InlineData("storage:url=http://127.0.0.1:8123 collector:queue:keepConfirmed=10s", "00:00:10")]
    public void Confirmed_segments_are_kept_for_a_while_only_before_a_cluster(string settings, string kept)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1])))
            .Build();
        TracingOptions options = new OptionsReader(problems).Read<TracingOptions>(configuration).Completed();

        Assert.Empty(problems);
        Assert.Equal(TimeSpan.Parse(kept, System.Globalization.CultureInfo.InvariantCulture), options.Collector.Queue.KeepConfirmed);
    }

    [Fact]
    public void All_problems_are_told_at_once_each_naming_its_key()
    {
        Read(("nme", "x"), ("inner:sizeBytes", "many"), ("inner:wait", "soon"), ("inner:on", "perhaps"), ("mode", "other"), ("inner:deep:er", "1"));

        Assert.Equal(
        [
            "inner.deep: there is no such option.",
            "inner.on: 'perhaps' is not true or false.",
            "inner.sizeBytes: 'many' is not a whole number (KiB, MiB and GiB may follow).",
            "inner.wait: 'soon' is not a duration such as 250ms, 10s, 5m, 1h or 30d.",
            "mode: 'other' is not one of Plain, Fancy.",
            "nme: there is no such option.",
        ], problems.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_command_line_wins_over_the_environment_and_that_over_the_file()
    {
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(file, """{"name":"file","limit":1,"inner":{"on":true,"tokens":["x","y"]}}""");
        try
        {
            IConfiguration joined = ConfigurationSources.Join(
                file,
                new Dictionary<string, string> { ["TRACING_NAME"] = "environment", ["TRACING_INNER__RATIO"] = "2.5", ["TRACING_CONFIG"] = file, ["OTHER"] = "x" },
                [new("name", "line")],
                problems);
            Outer options = new OptionsReader(problems).Read<Outer>(joined);

            Assert.Empty(problems);
            Assert.Equal(("line", (int?)1, true, 2.5), (options.Name, options.Limit, options.Inner.On, options.Inner.Ratio));
            Assert.Equal(["x", "y"], options.Inner.Tokens);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_a_problem_and_the_rest_is_still_read()
    {
        IConfiguration joined = ConfigurationSources.Join("/no/such/file.json", new Dictionary<string, string>(), [new("limit", "many")], problems);
        new OptionsReader(problems).Read<Outer>(joined);

        Assert.Equal(2, problems.Count);
        Assert.StartsWith("config: /no/such/file.json:", problems[0], StringComparison.Ordinal);
        Assert.StartsWith("limit:", problems[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("2KiB", 2048)]
    [InlineData("1.5GiB", 1610612736)]
    public void Byte_counts_take_binary_units(string text, long expected)
    {
        Assert.True(Quantity.TryParseBytes(text, out long bytes));
        Assert.Equal(expected, bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MiB")]
    [InlineData("1 parsec")]
    [InlineData("1e400s")]
    public void What_is_no_quantity_is_refused(string text)
    {
        Assert.False(Quantity.TryParseBytes(text, out _));
        Assert.False(Quantity.TryParseDuration(text, out _));
    }

    private Outer Read(params (string Key, string Value)[] pairs) => new OptionsReader(problems).Read<Outer>(
        new ConfigurationBuilder().AddInMemoryCollection(pairs.Select(p => KeyValuePair.Create(p.Key, (string?)p.Value))).Build());

    public sealed record Outer
    {
        public string Name { get; init; } = "default";

        public int? Limit { get; init; } = 7;

        public Mode Mode { get; init; }

        public Inner Inner { get; init; } = new();
    }

    public sealed record Inner
    {
        public long SizeBytes { get; init; } = 5;

        public TimeSpan Wait { get; init; }

        public bool On { get; init; }

        public double Ratio { get; init; } = 1.5;

        public IReadOnlyList<string> Tokens { get; init; } = [];
    }
}
