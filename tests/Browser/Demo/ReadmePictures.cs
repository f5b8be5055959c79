using System.Buffers.Binary;
using Microsoft.Playwright;
using Tracing.Browser.Tests.Stage;
using Tracing.Processes;

namespace Tracing.Browser.Tests.Demo;

/// <summary>The pictures of the README, of the demo's pages; <c>docs/pictures/make</c> puts them there.</summary>
internal static class ReadmePictures
{
    private const float Margin = 16;
    private const float Tallest = 1_200;

    /// <summary>Takes them.</summary>
    public static async Task TakeAsync(IBrowser browser, Uri query, string sweep)
    {
        string cell = $"/cell/gemini-cli/scripted-model/polyglot/javascript-csv-quotes?sweep={sweep}";
        await TakeAsync(browser, query, cell, ("cell", ".category", "#scores"));
        await TakeAsync(browser, query, cell, ("replay", "#replay", "#playback"));
        await TakeAsync(browser, query, $"/sweep/{sweep}", ("sweep", "main h1", "main > section:nth-of-type(3)"));
    }

    private static async Task TakeAsync(IBrowser browser, Uri query, string path, (string Name, string From, string To) part)
    {
        await using OpenPage open = await OpenPage.OfAsync(browser, query, path);
        if (part.Name == "replay")
        {
            await open.ReadyAsync("playback");
            await open.Page.Keyboard.PressAsync("End");
            await open.UntilAsync("tracingPage.playback.apart().then(ms => ms <= 50)");
        }

        LocatorBoundingBoxResult first = (await open.Page.Locator(part.From).First.BoundingBoxAsync())!;
        LocatorBoundingBoxResult last = (await open.Page.Locator(part.To).First.BoundingBoxAsync())!;
        byte[] picture = await open.Page.ScreenshotAsync(new PageScreenshotOptions
        {
            Path = Path.Join(RepositoryPaths.Root, "TestResults/readme", part.Name + ".png"),
            FullPage = true,
            Clip = new Clip
            {
                X = first.X - Margin, Y = first.Y - Margin, Width = Math.Max(first.Width, last.Width) + (2 * Margin), Height = Math.Min(last.Y + last.Height - first.Y + (2 * Margin), Tallest),
            },
        });

        // Its width and height stand in the header of a PNG.
        Assert.True(BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(16)) > 600 && BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(20)) > 100);
        Assert.Empty(open.Faults);
    }
}
