using System.Globalization;
using System.Text;
using System.Xml;
using Tracing.Query.Pages.Html;

namespace Tracing.Query.Badges;

/// <summary>A badge as a picture of a fixed height: a label on dark, a message on its colour. All that came from data is text in it.</summary>
public static class BadgeSvg
{
    private const string Namespace = "http://www.w3.org/2000/svg";
    private const string Dark = "#374151";
    private const int Height = 20;
    private const int Margin = 6;
    private const int Baseline = 14;
    private const int Corner = 3;
    private const int LongestLabel = 90;
    private const int LongestMessage = 30;

    private static readonly XmlWriterSettings Settings = new() { OmitXmlDeclaration = true };

    /// <summary>Draws a badge.</summary>
    /// <param name="label">The left part; a long one is cut.</param>
    /// <param name="message">The right part.</param>
    /// <param name="color">Colour of the right part, <c>#rrggbb</c>.</param>
    /// <param name="sentence">What a screen reader says.</param>
    /// <param name="style">Its corners.</param>
    /// <returns>The document.</returns>
    public static string Write(string label, string message, string color, string sentence, BadgeStyle style)
    {
        label = Cut(label, LongestLabel);
        message = Cut(message, LongestMessage);
        int left = BadgeText.Width(label) + (2 * Margin);
        int right = BadgeText.Width(message) + (2 * Margin);
        var text = new StringBuilder();
        using (var svg = XmlWriter.Create(text, Settings))
        {
            svg.WriteStartElement("svg", Namespace);
            Attributes(svg, ("width", Number(left + right)), ("height", Number(Height)), ("role", "img"));
            svg.WriteElementString("title", Namespace, Cut(sentence, LongestLabel + LongestMessage));
            svg.WriteStartElement("clipPath", Namespace);
            svg.WriteAttributeString("id", "r");
            Box(svg, 0, left + right, "#fff", style == BadgeStyle.Flat ? Corner : 0);
            svg.WriteEndElement();
            svg.WriteStartElement("g", Namespace);
            svg.WriteAttributeString("clip-path", "url(#r)");
            Box(svg, 0, left, Dark, 0);
            Box(svg, left, right, color, 0);
            svg.WriteEndElement();
            svg.WriteStartElement("g", Namespace);
            Attributes(svg, ("fill", "#fff"), ("font-family", "Verdana,Geneva,DejaVu Sans,sans-serif"), ("font-size", "11"));
            Words(svg, Margin, left - (2 * Margin), label);
            Words(svg, left + Margin, right - (2 * Margin), message);
            svg.WriteEndElement();
            svg.WriteEndElement();
        }

        return text.ToString();
    }

    private static void Box(XmlWriter svg, int x, int width, string fill, int corner)
    {
        svg.WriteStartElement("rect", Namespace);
        Attributes(svg, ("x", Number(x)), ("width", Number(width)), ("height", Number(Height)), ("rx", Number(corner)), ("fill", fill));
        svg.WriteEndElement();
    }

    // The length is told: whatever font the reader has, the text fills its part and no more.
    private static void Words(XmlWriter svg, int x, int width, string words)
    {
        svg.WriteStartElement("text", Namespace);
        Attributes(svg, ("x", Number(x)), ("y", Number(Baseline)), ("textLength", Number(width)), ("lengthAdjust", "spacingAndGlyphs"));
        svg.WriteString(words);
        svg.WriteEndElement();
    }

    private static void Attributes(XmlWriter svg, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        foreach ((string name, string value) in attributes)
        {
            svg.WriteAttributeString(name, value);
        }
    }

    // Cut before what is hidden is written out, which makes a text longer, and after it: the picture keeps its size.
    private static string Cut(string text, int most)
    {
        string visible = VisibleText.Of(text.Length > most ? text[..most] + "…" : text);
        return visible.Length > most ? visible[..(most - 1)] + "…" : visible;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
