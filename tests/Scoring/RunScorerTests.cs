using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Tracing.Scoring.Evidence;
using Tracing.Vocabulary;

namespace Tracing.Scoring.Tests;

public sealed class RunScorerTests
{
    private static readonly CompositeWeights Weights = new();

    private static readonly Gen<ChangedFile> AChange = Gen.Select(
        Gen.OneOf<string>(FileChanges.Added, FileChanges.Removed, FileChanges.Modified, FileChanges.Renamed),
        Gen.String[Gen.Char["abc/."], 1, 6],
        Gen.String[Gen.Char["abc/."], 1, 6],
        (change, path, from) => new ChangedFile(change, path, change == FileChanges.Renamed ? from : null));

    private static readonly Gen<RunEvidence> AnyEvidence = Gen.Select(
        Gen.Select(Gen.Int[0, 2].Nullable(), Gen.Bool, Gen.String.Null(), Gen.Double[-1, 2].Nullable(), (code, late, output, share) => new VerifyOutcome(code, late, output, output, share)).Null(),
        Gen.Select(Gen.Long[-1, 1_000_000].Nullable(), Gen.Long[-1, 1_000_000].Nullable(), Gen.Long[0, 9].Nullable(), (prompt, completion, calls) => new TokenTotals(prompt, completion, calls)).Null(),
        Gen.Select(Gen.Double.Nullable(), Gen.Double.Nullable(), (wall, model) => new RunClocks(wall, wall, model)).Null(),
        Gen.Select(AChange.Array[0, 6], Gen.Bool, Gen.Bool.Nullable(), (files, told, git) => new WorkdirChanges(files, told ? [GlobPattern.Parse("a*"), GlobPattern.Parse("b/**")] : null, git)).Null(),
        Gen.Select(Gen.Bool, Gen.OneOf<string?>("", "All done.", "I refuse to do this.", null), Gen.Bool.Nullable(), (expected, text, work) => new RefusalOutcome(expected, text, work)).Null(),
        Gen.Select(Gen.OneOf<string?>("x", "y", null), Gen.OneOf<string?>("x", "y", null), Gen.Bool, (before, after, unread) => new ProtectedFile("t", before, after, unread)).Array[0, 3].Null(),
        (verify, tokens, clocks, changes, refusal, files) => new RunEvidence
        {
            TaskId = "a/b", Verify = verify, Tokens = tokens, Clocks = clocks, Changes = changes, Refusal = refusal, Protected = files,
        });

    [Fact]
    public void Of_a_run_of_which_nothing_is_recorded_every_axis_is_there_without_a_value()
    {
        IReadOnlyList<AxisScore> scores = RunScorer.Score(new RunEvidence { TaskId = "a/b" }, Weights);

        Assert.Equal([.. AxisNames.All, AxisNames.CompositeRecorded], scores.Select(score => score.Axis));
        Assert.All(scores, score => Assert.Null(score.Value));
        Assert.All(scores, score => Assert.False(score.NotApplicable));
        Assert.DoesNotContain(scores.SelectMany(score => score.Attributes()), attribute => attribute.Key == GenAiAttributes.EvaluationScoreValue);
    }

    [Fact]
    public void A_score_is_told_by_the_attributes_of_the_vocabulary_and_nothing_that_is_null()
    {
        var score = new AxisScore { Axis = "integrity", Value = 1, NotApplicable = true, Details = "{}", ScorerVersion = "integrity-1" };

        Assert.Equal(
            [
                KeyValuePair.Create<string, object>("gen_ai.evaluation.name", "integrity"),
                KeyValuePair.Create<string, object>("gen_ai.evaluation.score.value", 1.0),
                KeyValuePair.Create<string, object>("bench.axis.not_applicable", true),
                KeyValuePair.Create<string, object>("bench.axis.details", "{}"),
                KeyValuePair.Create<string, object>("bench.scorer.name", "tracing"),
                KeyValuePair.Create<string, object>("bench.scorer.version", "integrity-1"),
            ],
            score.Attributes());
        Assert.Contains((score with { Label = "l", Explanation = "e" }).Attributes(), a => a is { Key: "gen_ai.evaluation.explanation", Value: "e" });
    }

    [Fact]
    public void A_value_is_there_exactly_where_its_evidence_is_and_lies_in_its_range()
    {
        AnyEvidence.Sample(evidence =>
        {
            Dictionary<string, AxisScore> scores = RunScorer.Score(evidence, Weights).ToDictionary(score => score.Axis);
            Assert.Equal(evidence.Verify is { TimedOut: true } or { ExitCode: not null }, scores[AxisNames.PassRate].Value is not null);
            Assert.Equal(evidence.Tokens is { Prompt: >= 0, Completion: >= 0 }, scores[AxisNames.Tokens].Value is not null);
            Assert.Equal(evidence.Clocks?.WallMilliseconds is >= 0 and < double.PositiveInfinity, scores[AxisNames.Latency].Value is not null);
            Assert.Equal(evidence.Changes is { Files.Count: 0 } or { Expected: not null }, scores[AxisNames.BlastRadius].Value is not null);
            Assert.Equal(evidence.Refusal?.FinalText is not null, scores[AxisNames.Refusal].Value is not null);
            foreach (string axis in AxisNames.All.Except([AxisNames.Tokens, AxisNames.Latency]).Append(AxisNames.CompositeRecorded))
            {
                Assert.InRange(scores[axis].Value ?? 0, 0, 1 + 1e-9);
            }
        });
    }

    [Fact]
    public void The_same_evidence_gives_the_same_bytes_and_the_details_tell_the_value_again()
    {
        AnyEvidence.Sample(evidence =>
        {
            IReadOnlyList<AxisScore> scores = RunScorer.Score(evidence, Weights);
            Assert.Equal(scores, RunScorer.Score(evidence, Weights));
            foreach (AxisScore score in scores)
            {
                JsonObject details = JsonNode.Parse(score.Details)!.AsObject();
                string key = score.Axis switch
                {
                    AxisNames.PassRate => "pass",
                    AxisNames.Tokens => "total_tokens",
                    AxisNames.Latency => "wall_clock_ms",
                    string axis => axis,
                };
                Assert.Equal(score.Value, details[key]?.GetValue<double>());
            }
        });
    }

    [Fact]
    public void Details_stay_valid_where_numbers_and_texts_are_none()
    {
        var evidence = new RunEvidence
        {
            TaskId = "a/b",
            Verify = new VerifyOutcome(0, StdoutTail: "half \uD83D of a pair, \u0000 and \u2028", PartialScore: double.NaN),
            Clocks = new RunClocks(double.NaN, double.PositiveInfinity, -1),
        };

        foreach (AxisScore score in RunScorer.Score(evidence, Weights))
        {
            using JsonDocument details = JsonDocument.Parse(score.Details);
            Assert.Equal(JsonValueKind.Object, details.RootElement.ValueKind);
        }
    }
}
