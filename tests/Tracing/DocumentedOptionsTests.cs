using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Tracing.Options;

namespace Tracing.Tests;

/// <summary>docs/configuration.md lists every option with its default. TRACING_REGENERATE=1 writes it anew.</summary>
public sealed partial class DocumentedOptionsTests
{
    private const string Begin = "<!-- generated: begin -->\n";
    private const string End = "<!-- generated: end -->";

    private readonly Dictionary<Assembly, Dictionary<string, XElement>> documentation = [];

    [Fact]
    public void Every_option_stands_in_the_configuration_page_with_its_default()
    {
        string page = PagePath();
        string text = File.ReadAllText(page);
        string expected = Render();
        if (Environment.GetEnvironmentVariable("TRACING_REGENERATE") == "1")
        {
            text = text[..(text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)] + expected + text[text.IndexOf(End, StringComparison.Ordinal)..];
            File.WriteAllText(page, text);
        }

        Assert.Equal(expected, text[(text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)..text.IndexOf(End, StringComparison.Ordinal)]);
    }

    private string Render()
    {
        var table = new StringBuilder("| key | default | meaning |\n|---|---|---|\n");
        foreach ((string key, PropertyInfo property, object? value) in OptionsReader.Leaves(new TracingOptions()))
        {
            table.Append(CultureInfo.InvariantCulture, $"| `{key}` | {Shown(value)} | {Meaning(property)} |\n");
        }

        return table.ToString();
    }

    private static string Shown(object? value) => value switch
    {
        null or "" => "",
        TimeSpan span => $"`{span.ToString("c", CultureInfo.InvariantCulture)}`",
        string text => $"`{text}`",
        IEnumerable list => string.Join(", ", list.Cast<object>().Select(item => $"`{item}`")),
        bool flag => flag ? "`true`" : "`false`",
        _ => $"`{Convert.ToString(value, CultureInfo.InvariantCulture)}`",
    };

    private string Meaning(PropertyInfo property)
    {
        Assembly assembly = property.DeclaringType!.Assembly;
        if (!documentation.TryGetValue(assembly, out Dictionary<string, XElement>? members))
        {
            documentation[assembly] = members = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
                .ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);
        }

        string name = $"P:{property.DeclaringType.FullName}.{property.Name}";
        return members.TryGetValue(name, out XElement? member) && member.Element("summary") is { } summary ? Text(summary) : "";
    }

    private static string Text(XElement summary)
    {
        var text = new StringBuilder();
        foreach (XNode node in summary.Nodes())
        {
            text.Append(node switch
            {
                XText plain => plain.Value,
                XElement { Name.LocalName: "see" } see => $"`{see.Attribute("cref")!.Value.Split('.')[^1]}`",
                XElement other => $"`{other.Value}`",
                _ => "",
            });
        }

        return Blank().Replace(text.ToString(), " ").Trim().Replace("|", "\\|", StringComparison.Ordinal);
    }

    private static string PagePath([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "docs", "configuration.md"));

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
