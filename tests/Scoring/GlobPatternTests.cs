using System.Text.RegularExpressions;
using CsCheck;

namespace Tracing.Scoring.Tests;

public sealed class GlobPatternTests
{
    [Theory]
    [InlineData("handler.go", "handler.go", true)]
    [InlineData("handler.go", "src/handler.go", false)]
    [InlineData("*.go", "handler.go", true)]
    [InlineData("*.go", "src/handler.go", false)]
    [InlineData("**/*.go", "handler.go", true)]
    [InlineData("**/*.go", "a/b/handler.go", true)]
    [InlineData("src/**", "src/a/b.go", true)]
    [InlineData("src/**", "src", false)]
    [InlineData("src/", "src/a/b.go", true)]
    [InlineData("src/**/test_?.py", "src/test_a.py", true)]
    [InlineData("src/**/test_?.py", "src/x/y/test_b.py", true)]
    [InlineData("src/**/test_?.py", "src/x/y/test_bb.py", false)]
    [InlineData("*", ".env", true)]
    [InlineData("Makefile", "makefile", false)]
    [InlineData("a/**/b/**/c", "a/b/x/b/y/c", true)]
    [InlineData("a/**/b/**/c", "a/x/c", false)]
    public void A_pattern_fits_paths_as_documented(string pattern, string path, bool fits)
    {
        Assert.Equal(fits, GlobPattern.Parse(pattern).Matches(path));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("/etc/passwd", "absolute")]
    [InlineData("../x", "inside")]
    [InlineData("a/./b", "inside")]
    [InlineData("a//b", "two slashes")]
    [InlineData("a\\b", "backslash")]
    [InlineData("a**/b", "whole folders")]
    public void What_is_no_pattern_says_why(string text, string part)
    {
        Assert.False(GlobPattern.TryParse(text, out _, out string? problem));
        Assert.Contains(part, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_fits_what_the_same_regular_expression_fits()
    {
        Gen<string> segment = Gen.OneOf(Gen.Const("**"), Gen.String[Gen.Char["ab*?"], 1, 3].Where(text => !text.Contains("**", StringComparison.Ordinal)));
        Gen<string> path = Gen.String[Gen.Char["ab"], 1, 3].Array[1, 5].Select(names => string.Join('/', names));
        Gen.Select(segment.Array[1, 4], path).Sample((segments, path) =>
        {
            string pattern = string.Join('/', segments);
            Assert.Equal(Regex.IsMatch(path, Expression(segments)), GlobPattern.Parse(pattern).Matches(path));
        });
    }

    private static string Expression(string[] segments)
    {
        string text = string.Concat(segments.Select((segment, i) =>
        {
            bool last = i == segments.Length - 1;
            return segment == "**" ? last ? "(?:[^/]+/)*[^/]+" : "(?:[^/]+/)*"
                : Regex.Escape(segment).Replace(@"\*", "[^/]*", StringComparison.Ordinal).Replace(@"\?", "[^/]", StringComparison.Ordinal) + (last ? "" : "/");
        }));
        return $"^{text}$";
    }
}
