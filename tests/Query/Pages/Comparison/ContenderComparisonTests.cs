using System.Net;
using Tracing.Query.Tests.Support;
using Tracing.Storage.Writes;
using Tracing.Vocabulary;

namespace Tracing.Query.Tests.Pages.Comparison;

/// <summary>The page of two agents or models over <see cref="SmallSweep"/>.</summary>
public sealed class ContenderComparisonTests(EngineFixture.EngineFixture engine)
{
    [Fact]
    public async Task Two_agents_are_compared_on_the_tasks_that_both_have()
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);

        string page = await host.PageAsync("/compare?agents=a1,a2");
        string text = PageReading.Text(page);

        PageReading.Tells("4 pairs of cells; 0 cells only of A and 1 only of B are in no pair.", text);
        PageReading.Tells("|pass_rate|0.600|", text);
        PageReading.Tells("|+0.333|−0.495 to +1.161|3|cannot be told apart|3 tasks: too few, 6 are the least|", text);
        string tasks = PageReading.Text(PageReading.Section(page, "tasks"));
        PageReading.Tells("|v/m|c/t1|1.000|0.439 – 1.000, n = 3 of 3|0.667|0.208 – 0.939, n = 3 of 3|+0.333|Compare the runs|", tasks);
        PageReading.Tells("|v/m|c/t4|1.000|0.207 – 1.000, n = 1 of 1|not applicable|n = 0 of 1|not recorded|Compare the runs|", tasks);
        string[] links = PageReading.Links(page, "/compare?a=");
        Assert.Contains("/compare?a=a1/v/m/c/t1&b=a2/v/m/c/t1&sweep=s", links);
        Assert.Equal(4, links.Length);
    }

    [Fact]
    public async Task Every_link_of_the_page_leads_somewhere()
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);
        string page = await host.PageAsync("/compare?agents=a1,a2&sweep=s&axis=pass");

        foreach (string link in PageReading.Links(page, "/compare").Concat(PageReading.Links(page, "/sweep")).Distinct())
        {
            await host.PageAsync(link.Split('#')[0]);
        }

        Assert.Contains("/compare?agents=a2,a1&sweep=s&axis=pass_rate", PageReading.Links(page, "/compare"));
    }

    [Fact]
    public async Task Two_models_and_two_agents_with_their_models_are_compared_and_a_comma_is_no_border()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await host.Store.Derived.WriteAsync(
            new DerivedRows
            {
                Runs = [Support.Runs.Run("s/a/m,1/c/t", "1"), Support.Runs.Run("s/a/n/c/t", "2"), Support.Runs.Run("s/b/n/c/t", "3")],
                AxisScores = [Support.Runs.Score("1", AxisNames.PassRate, 1), Support.Runs.Score("2", AxisNames.PassRate, 0), Support.Runs.Score("3", AxisNames.PassRate, 0)],
            },
            QueryHost.Cancellation);

        string models = await host.PageAsync("/compare?models=m%2C1&models=n");
        PageReading.Tells("|a|c/t|1.000|0.207 – 1.000, n = 1 of 1|0.000|", PageReading.Text(models));
        Assert.Contains("/compare?models=n&models=m%2C1&sweep=s&axis=pass_rate", PageReading.Links(models, "/compare"));

        string both = await host.PageAsync("/compare?agents=a,b&models=m%2C1&models=n&sweep=s");
        PageReading.Tells("a × m,1 against b × n", PageReading.Text(both));
        Assert.Contains("/compare?a=a/m%2C1/c/t&b=b/n/c/t&sweep=s", PageReading.Links(both, "/compare"));

        string apart = await host.PageAsync("/compare?agents=a,b&models=n&models=m%2C1", HttpStatusCode.NotFound);
        PageReading.Tells("No such contender was recorded here: b × m,1 in sweep s", PageReading.Text(apart));
    }

    [Theory]
    [InlineData("/compare?agents=a1", HttpStatusCode.BadRequest, "'agents' names two")]
    [InlineData("/compare?agents=a1,a2,a3", HttpStatusCode.BadRequest, "'agents' names two")]
    [InlineData("/compare?agents=a1,a1", HttpStatusCode.BadRequest, "Both sides are the same")]
    [InlineData("/compare?models=", HttpStatusCode.BadRequest, "'models' names two")]
    [InlineData("/compare?agents=a1,a9", HttpStatusCode.NotFound, "No such sweep was recorded here: one that has both a1 and a9")]
    [InlineData("/compare?agents=a1,a9&sweep=s", HttpStatusCode.NotFound, "No such contender was recorded here: a9 in sweep s")]
    [InlineData("/compare?agents=a1,a2&sweep=t", HttpStatusCode.NotFound, "No such sweep was recorded here: t")]
    public async Task What_cannot_be_compared_is_a_page_that_says_why(string path, HttpStatusCode status, string sentence)
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);

        PageReading.Tells(sentence, PageReading.Text(await host.PageAsync(path, status)));
    }

    [Fact]
    public async Task The_sweep_page_leads_to_comparisons_of_neighbours()
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);

        string[] links = PageReading.Links(await host.PageAsync("/sweep/s"), "/compare");

        Assert.Equal(["/compare?agents=a1,a2&sweep=s&axis=pass_rate", "/compare?agents=a1,a2&models=v%2Fm,v%2Fm&sweep=s&axis=pass_rate"], links);
        foreach (string link in links)
        {
            await host.PageAsync(link);
        }
    }
}
