using Microsoft.Playwright;
using Tracing.Browser.Tests.Stage;
using Tracing.Processes;

namespace Tracing.Browser.Tests;

/// <summary>Pictures of the pages in both themes, for people to look at: <c>TestResults/screens</c>.</summary>
/// <param name="stand">Where the pages stand.</param>
/// <param name="mark">What the pictures' names begin with.</param>
public abstract class ScreenshotChecks(IPageStand stand, string mark)
{
    [Theory]
    [InlineData("published", ColorScheme.Light)]
    [InlineData("published", ColorScheme.Dark)]
    [InlineData("run", ColorScheme.Light)]
    [InlineData("run", ColorScheme.Dark)]
    [InlineData("sweep", ColorScheme.Light)]
    [InlineData("sweep", ColorScheme.Dark)]
    [InlineData("home", ColorScheme.Light)]
    [InlineData("home", ColorScheme.Dark)]
    public Task A_picture_of_the_whole_page_is_taken(string name, ColorScheme scheme) =>
        TakeAsync(name, name switch { "run" => PagesFixture.RunPath, "published" => PagesFixture.PublishedPath, "sweep" => PagesFixture.SweepPath, _ => "/" }, scheme);

    /// <summary>Takes a picture.</summary>
    protected async Task TakeAsync(string name, string path, ColorScheme scheme)
    {
        await using OpenPage open = await OpenPage.OfAsync(stand, path, scheme);
        if (name is "run" or "published" or "compare")
        {
            await open.ReadyAsync(name == "run" ? "playback" : "replay");
            await open.Page.Keyboard.PressAsync("End");
        }

        if (name == "run")
        {
            await open.UntilAsync("document.querySelector('.terminal').innerText.includes('It adds now')");
        }

        string file = Path.Join(RepositoryPaths.Root, "TestResults/screens", $"{mark}{name}-{scheme}.png".ToLowerInvariant());
        byte[] picture = await open.Page.ScreenshotAsync(new PageScreenshotOptions { Path = file, FullPage = true });

        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], picture[..4]);
        Assert.Empty(open.Faults);
    }
}
