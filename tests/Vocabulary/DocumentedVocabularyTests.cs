using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Tracing.Vocabulary.Tests;

/// <summary>docs/vocabulary.md says what src/Vocabulary holds.</summary>
public sealed partial class DocumentedVocabularyTests
{
    private const string Begin = "<!-- generated: begin -->\n";
    private const string End = "<!-- generated: end -->";

    [Fact]
    public void The_tables_of_the_vocabulary_page_are_those_of_the_code()
    {
        string page = PagePath();
        string text = File.ReadAllText(page);
        int from = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int to = text.IndexOf(End, StringComparison.Ordinal);
        string expected = Render();
        if (Environment.GetEnvironmentVariable("TRACING_REGENERATE") == "1")
        {
            File.WriteAllText(page, text[..from] + expected + text[to..]);
        }

        Assert.Equal(expected, File.ReadAllText(page)[from..File.ReadAllText(page).IndexOf(End, StringComparison.Ordinal)]);
    }

    private static string Render()
    {
        Assembly assembly = typeof(CellId).Assembly;
        var summaries = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member").Where(m => m.Element("summary") is not null)
            .ToDictionary(m => m.Attribute("name")!.Value, m => Text(m.Element("summary")), StringComparer.Ordinal);
        var page = new StringBuilder();
        foreach (Type type in assembly.GetExportedTypes().Where(t => t is { IsAbstract: true, IsSealed: true }).OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            page.Append("\n## ").Append(type.Name).Append("\n\n").Append(summaries["T:" + type.FullName]).Append("\n\n| name | meaning |\n|---|---|\n");
            foreach (FieldInfo field in type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral))
            {
                page.Append("| `").Append(field.GetRawConstantValue()).Append("` | ").Append(summaries[$"F:{type.FullName}.{field.Name}"]).Append(" |\n");
            }
        }

        return page.Append('\n').ToString();
    }

    private static string Text(XElement? summary)
    {
        var text = new StringBuilder();
        foreach (XNode node in summary!.Nodes())
        {
            text.Append(node switch
            {
                XText plain => plain.Value,
                XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
                XElement { Name.LocalName: "see" } see => see.Attribute("cref")!.Value.Split('.')[^1],
                _ => "",
            });
        }

        return Blank().Replace(text.ToString(), " ").Trim();
    }

    private static string PagePath([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "docs", "vocabulary.md"));

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
