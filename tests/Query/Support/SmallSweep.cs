using Tracing.Storage.Rows;
using Tracing.Storage.Writes;
using Tracing.Vocabulary;

namespace Tracing.Query.Tests.Support;

/// <summary>
/// A sweep of two agents whose numbers are reckoned by hand. pass_rate of the runs that count:
/// <code>
///        c/t1    c/t2    c/t3    c/t4                                 c/t5
///   a1   1 1 1   1 0 1   0 0 0   1, one broken, one cancelled         –         6 of 10
///   a2   1 1 0   0 0 0   0 0 0   not recorded                         1, one going on   3 of 10, n = 11
/// </code>
/// The first run of a1 on c/t1 was run again; its older run failed. To c/t4 the axis does not apply for a2.
/// </summary>
public static class SmallSweep
{
    public static async Task<QueryHost> StartAsync(EngineFixture.EngineFixture engine, QueryOptions? options = null)
    {
        QueryHost host = await QueryHost.StartAsync(engine, options);
        await StoreAsync(host);
        return host;
    }

    public static async Task StoreAsync(QueryHost host)
    {
        List<RunRow> runs = [];
        List<AxisScoreRow> scores = [];
        Task("a1", "t1", 1, 1, 1);
        Task("a1", "t2", 1, 0, 1);
        Task("a1", "t3", 0, 0, 0);
        Task("a1", "t4", 1);
        Task("a2", "t1", 1, 1, 0);
        Task("a2", "t2", 0, 0, 0);
        Task("a2", "t3", 0, 0, 0);
        Task("a2", "t5", 1);
        runs.Add(Runs.Run("s/a2/v/m/c/t4", "a2-t4-1"));
        scores.Add(Runs.Score("a2-t4-1", AxisNames.PassRate, null, notApplicable: true));
        runs.Add(Runs.Run("s/a1/v/m/c/t4", "a1-t4-2", trial: 2, state: RunStates.InfrastructureFailed));
        runs.Add(Runs.Run("s/a1/v/m/c/t4", "a1-t4-3", trial: 3, state: RunStates.Cancelled));
        runs.Add(Runs.Run("s/a2/v/m/c/t5", "a2-t5-2", trial: 2, state: RunStates.Running));
        runs.Add(Runs.Run("s/a1/v/m/c/t1", "a1-t1-older", startedAt: Runs.Epoch - Runs.Second));
        scores.Add(Runs.Score("a1-t1-older", AxisNames.PassRate, 0));

        // Scored twice, the second time by a newer version; and once.
        scores.Add(Runs.Score("a1-t1-1", AxisNames.Composite, 0.5565496484176503) with { ScorerVersion = "published-1" });
        scores.Add(Runs.Score("a1-t1-1", AxisNames.Composite, 0.9) with { ScorerVersion = "published-2", RecordedAt = Runs.Epoch + 1 });
        scores.Add(Runs.Score("a2-t1-1", AxisNames.Composite, 0.4) with { ScorerVersion = "published-1" });
        scores.Add(Runs.Score("a1-t1-2", AxisNames.Tokens, 1_100_000));
        await host.Store.Derived.WriteAsync(new DerivedRows { Runs = runs, AxisScores = scores }, QueryHost.Cancellation);

        void Task(string agent, string task, params double[] passes)
        {
            for (int i = 0; i < passes.Length; i++)
            {
                string id = $"{agent}-{task}-{i + 1}";
                RunRow run = Runs.Run($"s/{agent}/v/m/c/{task}", id, trial: (uint)(i + 1));

                // a1 tells its tokens, but for one failed run.
                runs.Add(agent == "a1" && id != "a1-t3-3" ? run with { PromptTokens = 1_000_000, CachedTokens = 500_000, CompletionTokens = 100_000 } : run);
                scores.Add(Runs.Score(id, AxisNames.PassRate, passes[i]));
            }
        }
    }
}
