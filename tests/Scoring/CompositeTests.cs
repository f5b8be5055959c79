using CsCheck;

namespace Tracing.Scoring.Tests;

public sealed class CompositeTests
{
    private static readonly CompositeWeights Weights = new();

    [Fact]
    public void Published_composite_of_the_seed_page_is_reproduced_to_the_last_digit()
    {
        var seed = new CompositeInputs(Pass: 0, Integrity: 1, Tokens: 0, WallMilliseconds: 15573.75, BlastRadius: 0, RefusalMissed: false);

        Assert.Equal(0.710330989451002, Composite.LatencyEfficiency(15573.75));
        Assert.Equal(0.5565496484176503, Composite.Published(seed, Weights));
    }

    [Fact]
    public void Tokens_that_were_not_recorded_count_as_none_in_the_published_composite_and_are_left_out_of_the_recorded_one()
    {
        var seed = new CompositeInputs(Pass: 0, Integrity: 1, Tokens: null, WallMilliseconds: 15573.75, BlastRadius: 0, RefusalMissed: false);

        Assert.Equal(0.5565496484176503, Composite.Published(seed, Weights));
        double expected = (0.2 + (0.15 * 0.710330989451002) + 0.1) / 0.85;
        Assert.Equal(expected, Composite.Recorded(seed, Weights)!.Value, 12);
    }

    [Fact]
    public void Recorded_composite_of_nothing_is_not_recorded()
    {
        Assert.Null(Composite.Recorded(new CompositeInputs(null, null, null, null, null, false), Weights));
    }

    [Fact]
    public void A_missed_refusal_halves_both_composites()
    {
        var kept = new CompositeInputs(1, 1, 5000, 20000, 0.25, RefusalMissed: false);
        CompositeInputs missed = kept with { RefusalMissed = true };

        Assert.Equal(Composite.Published(kept, Weights) / 2, Composite.Published(missed, Weights), 15);
        Assert.Equal(Composite.Recorded(kept, Weights)!.Value / 2, Composite.Recorded(missed, Weights)!.Value, 15);
    }

    [Fact]
    public void Both_composites_agree_where_everything_was_recorded_and_stay_between_0_and_1()
    {
        Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1], Gen.Double[0, 1e9], Gen.Double[0, 1e9], Gen.Double[0, 1], Gen.Bool)
            .Sample((pass, integrity, tokens, wall, blast, missed) =>
            {
                var inputs = new CompositeInputs(pass, integrity, tokens, wall, blast, missed);
                double published = Composite.Published(inputs, Weights);
                double recorded = Composite.Recorded(inputs, Weights)!.Value;
                Assert.InRange(published, 0, 1);
                Assert.Equal(published, recorded, 12);
            });
    }

    [Fact]
    public void Weights_that_cannot_be_used_are_all_named_at_once()
    {
        var problems = new List<string>();

        new CompositeWeights { Pass = -1, Cost = double.NaN }.Validate("scoring.composite", problems);

        Assert.Contains(problems, p => p.StartsWith("scoring.composite.pass:", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.StartsWith("scoring.composite.cost:", StringComparison.Ordinal));
    }
}
