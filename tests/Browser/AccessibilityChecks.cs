using System.Text.Json;
using Microsoft.Playwright;
using Tracing.Browser.Tests.Stage;
using Tracing.Processes;

namespace Tracing.Browser.Tests;

/// <summary>The pages by the rules of axe-core, in both themes, wherever they stand.</summary>
/// <param name="stand">Where.</param>
public abstract class AccessibilityChecks(IPageStand stand)
{
    public static TheoryData<string, ColorScheme> Pages => new()
    {
        { PagesFixture.PublishedPath, ColorScheme.Light },
        { PagesFixture.PublishedPath, ColorScheme.Dark },
        { PagesFixture.RunPath, ColorScheme.Light },
        { PagesFixture.RunPath, ColorScheme.Dark },
        { PagesFixture.SweepPath, ColorScheme.Light },
        { PagesFixture.SweepPath, ColorScheme.Dark },
        { "/", ColorScheme.Light },
        { "/", ColorScheme.Dark },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public Task No_rule_is_broken_seriously(string path, ColorScheme scheme) => CheckAsync(path, scheme);

    /// <summary>Looks at a page.</summary>
    protected async Task CheckAsync(string path, ColorScheme scheme)
    {
        string packages = await NpmFolder.InstallAsync(Path.Join(RepositoryPaths.Root, "tests/Browser/axe"), TestContext.Current.CancellationToken);
        await using OpenPage open = await OpenPage.OfAsync(stand, path, scheme);
        if (path.StartsWith("/cell/", StringComparison.Ordinal) || path == PagesFixture.ComparePath)
        {
            await open.ReadyAsync("replay");
        }

        // By the browser's own debugger, which a page's rules do not bind.
        await open.Page.EvaluateAsync(await File.ReadAllTextAsync(Path.Join(packages, "axe-core/axe.min.js"), TestContext.Current.CancellationToken));
        JsonElement violations = await open.Page.EvaluateAsync<JsonElement>(
            "axe.run({ exclude: ['.terminal'] }).then(result => result.violations.filter(one => ['serious', 'critical'].includes(one.impact)).map(one => `${one.id}: ${one.nodes.map(node => node.html).slice(0, 3).join(' | ')}`))");

        Assert.Empty(violations.EnumerateArray().Select(violation => violation.GetString()));
    }
}
