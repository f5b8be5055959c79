using Microsoft.Playwright;
using Tracing.Browser.Tests.Stage;

namespace Tracing.Browser.Tests;

/// <summary>The service's pages by the rules of axe-core.</summary>
[Trait("weight", "heavy")]
public sealed class AccessibilityTests(PagesFixture pages) : AccessibilityChecks(pages)
{
    public static TheoryData<string, ColorScheme> OfTheServiceAlone => new()
    {
        { PagesFixture.ComparePath, ColorScheme.Light },
        { PagesFixture.ComparePath, ColorScheme.Dark },
        { PagesFixture.ModelsPath, ColorScheme.Light },
        { PagesFixture.ModelsPath, ColorScheme.Dark },
        { PagesFixture.SearchPath, ColorScheme.Light },
        { PagesFixture.SearchPath, ColorScheme.Dark },
        { PagesFixture.GalleryPath, ColorScheme.Light },
        { PagesFixture.GalleryPath, ColorScheme.Dark },
    };

    [Theory]
    [MemberData(nameof(OfTheServiceAlone))]
    public Task No_rule_is_broken_seriously_where_a_server_answers(string path, ColorScheme scheme) => CheckAsync(path, scheme);
}
