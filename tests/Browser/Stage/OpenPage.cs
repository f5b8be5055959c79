using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Tracing.Browser.Tests.Stage;

/// <summary>A page in a fresh context of the browser, with everything that went wrong on it.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    // Guards against hanging, for a machine that does much else: nothing is asserted by them.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly IBrowserContext context;
    private readonly IPageStand stand;
    private readonly List<string> faults = [];

    private OpenPage(IBrowserContext context, IPage page, IPageStand stand)
    {
        this.context = context;
        this.stand = stand;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>Faults of scripts, refused contents, and requests that left the place of the page. None is wanted.</summary>
    public IReadOnlyList<string> Faults => faults;

    public static Task<OpenPage> OfAsync(IBrowser browser, Uri service, string path) => OfAsync(new ServedPages(browser, service), path);

    public static async Task<OpenPage> OfAsync(IPageStand stand, string path, ColorScheme scheme = ColorScheme.Light, bool script = true)
    {
        IBrowserContext context = await stand.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            ColorScheme = scheme, JavaScriptEnabled = script, ViewportSize = new ViewportSize { Width = 1280, Height = 900 },
        });
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        var opened = new OpenPage(context, await context.NewPageAsync(), stand);
        opened.Watch();
        await opened.Page.GotoAsync(stand.AddressOf(path));
        return opened;
    }

    /// <summary>Waits until a part of the page is alive.</summary>
    /// <param name="part"><c>replay</c> or <c>playback</c>.</param>
    public Task ReadyAsync(string part) => UntilAsync($"document.documentElement.dataset.{part} === 'ready'");

    /// <summary>
    /// Waits until an expression is true. It is asked from outside: the page's rules forbid what Playwright's own wait does inside. Where the page is left meanwhile,
    /// the next one is asked.
    /// </summary>
    public async Task UntilAsync(string expression)
    {
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        guard.CancelAfter(Patience);
        while (!await IsTrueAsync(expression))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), guard.Token);
        }
    }

    /// <summary>Waits until an element has a text: behind a click on a link the page before may be there for a while.</summary>
    public Task SaysAsync(string selector, string text) =>
        Assertions.Expect(Page.Locator(selector)).ToHaveTextAsync(text, new LocatorAssertionsToHaveTextOptions { Timeout = (float)Patience.TotalMilliseconds });

    /// <summary>
    /// Waits until the page has an address. Playwright's own <c>WaitForURLAsync</c> looks whether the page is loaded and listens for that afterwards, so that it
    /// waits for ever for a page that is loaded in between.
    /// </summary>
    /// <param name="pattern">A regular expression.</param>
    public Task AddressAsync([StringSyntax(StringSyntaxAttribute.Regex)] string pattern) =>
        Assertions.Expect(Page).ToHaveURLAsync(new Regex(pattern), new PageAssertionsToHaveURLOptions { Timeout = (float)Patience.TotalMilliseconds });

    /// <summary>The text that says where the clock stands.</summary>
    public async Task<string> TimeAsync() => await Page.Locator(".replay-time").TextContentAsync() ?? "";

    /// <summary>Milliseconds on the page's clock.</summary>
    public Task<double> ClockAsync() => Page.EvaluateAsync<double>("tracingPage.clock.ms");

    public ValueTask DisposeAsync() => context.DisposeAsync();

    private async Task<bool> IsTrueAsync(string expression)
    {
        try
        {
            return await Page.EvaluateAsync<bool>(expression);
        }
        catch (PlaywrightException left) when (left.Message.Contains("Execution context was destroyed", StringComparison.Ordinal))
        {
            return false;
        }
    }

    private void Watch()
    {
        Page.PageError += (_, fault) => faults.Add("fault: " + fault);
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                faults.Add($"{message.Type}: {message.Text} {message.Location}");
            }
        };
        Page.Dialog += (_, dialog) => faults.Add("dialog: " + dialog.Message);
        Page.Request += (_, request) =>
        {
            if (!stand.Holds(new Uri(request.Url)))
            {
                faults.Add("left its place: " + request.Url);
            }
        };
    }
}
