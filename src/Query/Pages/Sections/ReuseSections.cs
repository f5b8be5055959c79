using Tracing.Query.Api;
using Tracing.Query.Api.Types;
using Tracing.Query.Badges;
using Tracing.Query.Pages.Html;
using Tracing.Query.Statistics;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Query.Pages.Sections;

/// <summary>What a reader can take away: how to run it, how to show it, where to go on.</summary>
internal static class ReuseSections
{
    // The agent of tracing run that is whatever stands behind "--".
    private const string AnyCommand = "command";

    /// <summary>How to run the cell again.</summary>
    public static void RunItYourself(HtmlWriter page, CellRow cell, RunRow run, string? containerCommand)
    {
        IReadOnlyList<RecipeView> recipes = Recipes.Of(run, containerCommand);
        page.Open("section", ("id", "run-it-yourself")).Element("h2", "Run it yourself");
        foreach (RecipeView recipe in recipes)
        {
            Block(page, recipe.Title, recipe.Text, recipe.Note);
        }

        if (recipes.Count == 0)
        {
            page.Element("p", "The image of this run was not recorded.", ("class", "none"));
        }

        string agent = ShellWord.Quote(cell.Agent);
        string task = ShellWord.Quote($"{cell.Category}/{cell.Task}");
        string cellWords = $"--agent {agent} --model {ShellWord.Quote(cell.Model)} --task {task}";
        string command = cell.Agent == AnyCommand ? " -- YOUR_COMMAND" : "";
        Block(page, "With tracing run", $"tracing run {cellWords}{command}", "For agents and tasks that tracing run knows; the key is read from the environment variable that its agent's vendor uses.");
        if (Recipes.ImageOf(run) is { } image)
        {
            Block(page, "With tracing run, in the image of this run", $"tracing run {cellWords} --sandbox docker --image {ShellWord.Quote(image)}{command}", "The image has to hold the agent.");
        }

        Block(
            page,
            "With your own endpoint and model",
            $"tracing run --agent {agent} --model \"$YOUR_MODEL\" --task {task} --endpoint \"$YOUR_ENDPOINT\" --key-env YOUR_KEY{command}",
            "Results tell of your model and your endpoint, not of the published condition.");
        page.Close();
    }

    /// <summary>How to show the cell elsewhere.</summary>
    public static void Embed(HtmlWriter page, CellRow cell, IReadOnlyList<AxisEstimate> axes, PageSite site)
    {
        var badge = BadgeView.Of(cell, AxisNames.Composite, axes);
        string path = CellAddress.PathOf(cell);
        string image = CellAddress.BadgeOf(cell);
        string shown = site.CopyOf(image);
        string target = site.CopyOf(path);
        string text = $"{badge.Label} {badge.Message}".Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal);
        string quoted = System.Net.WebUtility.HtmlEncode(badge.Sentence);
        page.Open("section", ("id", "embed")).Element("h2", "Embed this result");
        page.Open("p").Open("img", ("src", image), ("alt", badge.Sentence)).Close();
        Block(page, "README / Markdown", $"[![{text}]({shown})]({target})", site.CopyHint);
        Block(page, "Iframe", $"<iframe src=\"{site.CopyOf(CellAddress.CardOf(cell))}\" title=\"{quoted}\" width=\"760\" height=\"280\"></iframe>", null);
        Block(page, "HTML", $"<a href=\"{target}\"><img src=\"{shown}\" alt=\"{quoted}\"></a>", null);
        page.Close();
    }

    private static void Block(HtmlWriter page, string title, string text, string? note)
    {
        page.Element("h3", title).Open("div", ("class", "copyable")).Element("pre", text, ("data-copy", title), ("tabindex", "0")).Close();
        if (note is not null)
        {
            page.Element("p", note, ("class", "hint"));
        }
    }
}
