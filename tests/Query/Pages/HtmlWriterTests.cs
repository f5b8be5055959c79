using CsCheck;
using Tracing.Query.Pages;
using Tracing.Query.Pages.Html;

namespace Tracing.Query.Tests.Pages;

public sealed class HtmlWriterTests
{
    [Fact]
    public void Text_with_markup_stays_text()
    {
        string html = Write(page => page.Element("p", "<script>alert('x')</script> & \"more\""));

        Assert.Contains("<p>&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; &quot;more&quot;</p>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void An_attribute_cannot_be_left()
    {
        string html = Write(page => page.Open("td", ("title", "\"><svg onload=alert(1)>")).Close());

        Assert.Contains("<td title=\"&quot;&gt;&lt;svg onload=alert(1)&gt;\">", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("//elsewhere.example/x")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("https://elsewhere.example/")]
    [InlineData(" /cell")]
    [InlineData("")]
    public void A_link_that_leaves_this_service_is_not_written(string target) =>
        Assert.Throws<ArgumentException>(() => Write(page => page.Open("a", ("href", target))));

    [Theory]
    [InlineData("onclick")]
    [InlineData("style")]
    [InlineData("x y")]
    [InlineData("x=\"")]
    [InlineData("")]
    public void An_attribute_that_could_act_is_not_written(string name) =>
        Assert.Throws<ArgumentException>(() => Write(page => page.Open("p", (name, "x"))));

    [Theory]
    [InlineData("a\u202Eb", "a\\u{202E}b")]
    [InlineData("a\u200Bb", "a\\u{200B}b")]
    [InlineData("a\0b\u001B[31m", "a\\u{0000}b\\u{001B}[31m")]
    [InlineData("line\n\tnext ä 漢 😀", "line\n\tnext ä 漢 😀")]
    public void Hidden_characters_are_written_out_and_others_stay(string text, string visible) => Assert.Equal(visible, VisibleText.Of(text));

    [Fact]
    public void A_lone_surrogate_is_written_out() => Assert.Equal("a\\u{D800}b", VisibleText.Of("a" + (char)0xD800 + "b"));

    [Fact]
    public void A_text_past_the_bound_is_cut_and_says_so()
    {
        string html = Write(page => page.Element("td", new string('a', HtmlWriter.LongestText + 1)));

        Assert.Contains("cut; 20001 characters", html, StringComparison.Ordinal);
        Assert.True(html.Length < HtmlWriter.LongestText + 200);
    }

    [Fact]
    public void No_text_opens_an_element()
    {
        Gen.String.Sample(text =>
        {
            string html = Write(page => page.Open("p", ("title", text)).Text(text).Close());
            return html.Count(c => c == '<') == 3 && html.Count(c => c == '"') == 2;
        });
    }

    [Fact]
    public void A_link_is_written_as_the_site_has_it_and_what_the_site_has_not_is_text()
    {
        string html = Write(
            page => page
                .Element("a", "there", ("href", "/cell/a"), ("class", "x"))
                .Element("a", "not there", ("href", "/compare"), ("target", "_blank"), ("class", "y"))
                .Open("img", ("src", "/badge/a.svg"), ("alt", "a <badge>"))
                .Element("a", "here", ("href", "#main")),
            new OnePageSite());

        Assert.Contains("<a href=\"cells/a.html\" class=\"x\">there</a><span class=\"y\">not there</span>a &lt;badge&gt;<a href=\"#main\">here</a>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_without_its_own_parts_is_not_written() =>
        Assert.Throws<InvalidOperationException>(() => Write(page => page.Open("script", ("src", "/scripts/other.js")), new OnePageSite()));

    private sealed class OnePageSite : PageSite
    {
        public override string? LinkTo(string path) => path == "/cell/a" ? "cells/a.html" : null;

        public override string CopyOf(string path) => path;
    }

    private static string Write(Action<HtmlWriter> write, PageSite? site = null)
    {
        using StringWriter output = new();
        write(new HtmlWriter(output, site ?? ServedSite.Plain));
        return output.ToString();
    }
}
