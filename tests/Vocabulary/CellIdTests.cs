using CsCheck;

namespace Tracing.Vocabulary.Tests;

public sealed class CellIdTests
{
    private static readonly Gen<string> Part = Gen.String[Gen.Char["abcXYZ019._:#- é"], 1, 12].Where(p => !p.Contains("#run", StringComparison.Ordinal));

    private static readonly Gen<string> Model = Gen.Select(Part.Array[1, 4], parts => string.Join('/', parts));

    [Fact]
    public void A_cell_id_with_slashes_in_the_model_is_read_from_both_ends()
    {
        Assert.True(CellId.TryParse("expansion-20260616/openhands/meta/llama-4-maverick-17b-128e-instruct/polyglot/go-http-handler-fix", out CellId? cell, out int? trial));

        Assert.Equal(new CellId("expansion-20260616", "openhands", "meta/llama-4-maverick-17b-128e-instruct", "polyglot", "go-http-handler-fix"), cell);
        Assert.Equal("polyglot/go-http-handler-fix", cell.TaskId);
        Assert.Null(trial);
    }

    [Fact]
    public void Every_cell_id_reads_back_as_it_was_written()
    {
        Gen.Select(Part, Part, Model, Part, Part, Gen.Int[1, 9999].Nullable())
            .Sample((sweep, agent, model, category, task, trial) =>
            {
                var cell = new CellId(sweep, agent, model, category, task);
                string text = trial is null ? cell.ToString() : $"{cell}#run{trial}";
                Assert.True(CellId.TryParse(text, out CellId? read, out int? readTrial));
                Assert.Equal(cell, read);
                Assert.Equal(trial, readTrial);
            });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a/b/c/d")]
    [InlineData("a/b//c/d")]
    [InlineData("/b/m/c/d")]
    [InlineData("a/b/m/c/")]
    public void Text_that_is_no_cell_id_is_refused(string? text)
    {
        Assert.False(CellId.TryParse(text, out CellId? cell, out int? trial));
        Assert.Null(cell);
        Assert.Null(trial);
    }

    [Theory]
    [InlineData("s/a/m/c/t#run3", "t", 3)]
    [InlineData("s/a/m/c/t#run0", "t#run0", null)]
    [InlineData("s/a/m/c/t#runX", "t#runX", null)]
    [InlineData("s/a/m#run2/c/t", "t", null)]
    public void Only_a_trailing_mark_with_a_number_above_zero_is_a_trial(string text, string task, int? expected)
    {
        Assert.True(CellId.TryParse(text, out CellId? cell, out int? trial));
        Assert.Equal(task, cell.Task);
        Assert.Equal(expected, trial);
    }
}
