using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tracing.Browser.Tests.Stage;

namespace Tracing.Browser.Tests;

/// <summary>The cell page as a file, by the checks that it passes on the service, and what a folder has besides.</summary>
[Trait("weight", "heavy")]
[Collection(ExportedPages.Name)]
public sealed partial class ExportedPageTests(ExportedFixture exported) : CellPageChecks(exported)
{
    private readonly ExportedFixture exported = exported;

    [Fact]
    public async Task The_first_page_leads_to_every_page_and_back()
    {
        await using OpenPage open = await OpenPage.OfAsync(exported, "/");
        await open.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "mutations/add", Exact = true }).ClickAsync();
        await open.SaysAsync("h1", "command × scripted-model");

        await open.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Sweeps and cells" }).ClickAsync();
        await open.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "pass_rate", Exact = true }).ClickAsync();
        await open.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "models by agents" }).ClickAsync();
        await open.SaysAsync("#matrix h2", "pass_rate: models by agents");

        await open.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "What is left out" }).ClickAsync();
        await open.UntilAsync("document.querySelector('table')?.textContent.includes('GraphQL') ?? false");
        Assert.Empty(open.Faults);
    }

    [Fact]
    public void Every_link_and_every_part_of_every_page_is_a_file_of_the_folder()
    {
        string[] pages = Directory.GetFiles(exported.Folder, "*.html", SearchOption.AllDirectories);
        Assert.NotEmpty(pages);
        Assert.All(pages, page =>
        {
            string html = File.ReadAllText(page);
            Assert.All(Targets().Matches(html).Select(match => match.Groups[1].Value).Where(target => target[0] != '#'), target =>
                Assert.True(File.Exists(Path.GetFullPath(target, Path.GetDirectoryName(page)!)), $"{page}: {target}"));
            Assert.DoesNotContain("graphiql", html, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task The_card_stands_in_a_frame_of_another_file()
    {
        await using OpenPage open = await OpenPage.OfAsync(exported, PagesFixture.RunPath);
        string iframe = (await open.Page.Locator("#embed pre").AllTextContentsAsync()).Single(text => text.StartsWith("<iframe", StringComparison.Ordinal));
        string other = Path.Join(exported.Folder, "..", "export-other.html");
        await File.WriteAllTextAsync(other, iframe.Replace("https://where-this-folder-is.example/", new Uri(exported.Folder + "/").AbsoluteUri, StringComparison.Ordinal), TestContext.Current.CancellationToken);

        await open.Page.GotoAsync(new Uri(Path.GetFullPath(other)).AbsoluteUri);
        Assert.Equal("command × scripted-model", await open.Page.FrameLocator("iframe").Locator("h1").TextContentAsync());
        Assert.Equal("grid", await open.Page.FrameLocator("iframe").Locator(".tiles").EvaluateAsync<string>("tiles => getComputedStyle(tiles).display"));
        Assert.Empty(open.Faults);
    }

    [Fact]
    public async Task The_rules_of_a_page_hold_what_did_not_come_with_it_back()
    {
        await using OpenPage open = await OpenPage.OfAsync(exported, PagesFixture.RunPath);
        await open.ReadyAsync("playback");

        Assert.False(await open.Page.EvaluateAsync<bool>("""
            new Promise(done => {
              const script = document.createElement('script');
              script.textContent = 'window.ran = true';
              document.body.append(script);
              done(window.ran === true);
            })
            """));
        Assert.Contains("Content Security Policy", Assert.Single(open.Faults), StringComparison.Ordinal);
        Assert.Equal("refused", await open.Page.EvaluateAsync<string>("fetch('http://127.0.0.1:9/').then(() => 'answered', () => 'refused')"));
    }

    [GeneratedRegex("(?:href|src|data-script|data-style)=\"([^\"]*)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Targets();
}
