using System.Text.RegularExpressions;
using CsCheck;
using Tracing.Query.Export;

namespace Tracing.Query.Tests.Export;

public sealed partial class FileNamesTests
{
    [Theory]
    [InlineData("run-1")]
    [InlineData("0194c8f0-9a3e-7c1b-8f6e-2d0c5a1b3e4f")]
    public void A_plain_id_is_its_own_name(string id) => Assert.Equal(id, FileNames.Of(id));

    [Theory]
    [InlineData("../../etc/passwd", "etc-passwd.")]
    [InlineData("s/agent/meta/llama 4/c/t", "s-agent-meta-llama-4-c-t.")]
    [InlineData("CON", "x-con.")]
    [InlineData("con", "x-con.")]
    [InlineData("lpt1", "x-lpt1.")]
    [InlineData("-rf", "rf.")]
    [InlineData("", "x.")]
    [InlineData("漢字", "x.")]
    [InlineData("a:b", "a-b.")]
    public void Any_other_is_made_readable_and_told_apart_by_its_hash(string id, string beginning)
    {
        string name = FileNames.Of(id);

        Assert.StartsWith(beginning, name, StringComparison.Ordinal);
        Assert.Matches(Safe(), name);
    }

    [Fact]
    public void Whatever_the_ids_names_are_safe_and_no_two_ids_share_one_on_a_file_system_without_capitals() =>
        Gen.Select(Ids, Ids).Sample((one, other) =>
        {
            string name = FileNames.Of(one);
            return Safe().IsMatch(name) && string.Equals(name, FileNames.Of(other), StringComparison.OrdinalIgnoreCase) == (one == other);
        });

    // Near one another: capitals, dots and slashes of few letters.
    private static Gen<string> Ids => Gen.OneOf(Gen.String[Gen.Char["aA-./: é"], 0, 6], Gen.String[Gen.Char, 0, 300]);

    [GeneratedRegex(@"\A[a-z0-9_][a-z0-9_-]{0,95}(\.[0-9a-f]{32})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Safe();
}
