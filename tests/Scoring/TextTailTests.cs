using System.Text;
using CsCheck;

namespace Tracing.Scoring.Tests;

public sealed class TextTailTests
{
    [Fact]
    public void A_tail_is_the_end_of_the_output_in_whole_characters_and_within_its_bound()
    {
        Gen.Select(Gen.String[Gen.Char["aé€\n"], 0, 40], Gen.Int[0, 30]).Sample((output, most) =>
        {
            string ofText = TextTail.Of(output, most);
            Assert.EndsWith(ofText, output, StringComparison.Ordinal);
            Assert.InRange(Encoding.UTF8.GetByteCount(ofText), 0, most);
            Assert.Equal(ofText, TextTail.Of(Encoding.UTF8.GetBytes(output), most));
            // Nothing more would have fitted.
            int left = output.Length - ofText.Length;
            Assert.True(left == 0 || Encoding.UTF8.GetByteCount(output[(left - 1)..]) > most);
        });
    }

    [Fact]
    public void Bytes_that_are_no_text_are_shown_as_such_and_never_break_the_bound()
    {
        Gen.Select(Gen.Byte.Array[0, 40], Gen.Int[0, 30]).Sample((output, most) =>
            Assert.InRange(Encoding.UTF8.GetByteCount(TextTail.Of(output, most)), 0, most));
        Assert.Equal("\uFFFDok", TextTail.Of([0xFF, (byte)'o', (byte)'k']));
        Assert.Equal("\uFFFDok", TextTail.Of("\uD83Dok"));
    }

    [Fact]
    public void A_pair_of_surrogates_is_kept_or_left_out_as_one()
    {
        Assert.Equal("b", TextTail.Of("a😀b", 4));
        Assert.Equal("😀b", TextTail.Of("a😀b", 5));
    }
}
