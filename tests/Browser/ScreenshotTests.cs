using Microsoft.Playwright;
using Tracing.Browser.Tests.Stage;

namespace Tracing.Browser.Tests;

/// <summary>Pictures of the service's pages.</summary>
[Trait("weight", "heavy")]
public sealed class ScreenshotTests(PagesFixture pages) : ScreenshotChecks(pages, "")
{
    public static TheoryData<string, string> OfTheServiceAlone => new()
    {
        { "compare", PagesFixture.ComparePath },
        { "models", PagesFixture.ModelsPath },
        { "search", PagesFixture.SearchPath },
        { "gallery", PagesFixture.GalleryPath },
    };

    [Theory]
    [MemberData(nameof(OfTheServiceAlone))]
    public async Task A_picture_is_taken_where_a_server_answers(string name, string path)
    {
        await TakeAsync(name, path, ColorScheme.Light);
        await TakeAsync(name, path, ColorScheme.Dark);
    }
}
