using System.CommandLine;

namespace Tracing.Commands;

/// <summary>A short command-line option that stands for a key of the options tree.</summary>
/// <param name="Name">As typed: <c>--grpc</c>.</param>
/// <param name="Key">The key it sets, parted by dots.</param>
/// <param name="Value">What the help calls its value.</param>
/// <param name="Help">One line.</param>
internal sealed record Setting(string Name, string Key, string Value, string Help)
{
    /// <summary>The option for the parser. Each command needs its own.</summary>
    public Option<string> ToOption() => new(Name) { Description = $"{Help} ({Key})", HelpName = Value };
}
