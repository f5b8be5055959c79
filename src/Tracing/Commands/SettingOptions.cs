using System.CommandLine;

namespace Tracing.Commands;

/// <summary>The options of a command that set keys of the options tree: its own short ones, <c>--config</c> and <c>--set</c>.</summary>
internal sealed class SettingOptions
{
    private readonly Option<string> config = new("--config") { Description = "JSON file with options (TRACING_CONFIG)", HelpName = "FILE" };

    private readonly Option<string[]> set = new("--set")
    {
        Description = "Set any option, see docs/configuration.md; may be repeated",
        HelpName = "KEY=VALUE",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly List<(Setting Setting, Option<string> Option)> settings;

    /// <summary>Adds the options to a command.</summary>
    public SettingOptions(Command command, params ReadOnlySpan<Setting> shortOptions)
    {
        settings = [];
        foreach (Setting setting in shortOptions)
        {
            Option<string> option = setting.ToOption();
            settings.Add((setting, option));
            command.Options.Add(option);
        }

        command.Options.Add(config);
        command.Options.Add(set);
    }

    /// <summary>The configuration file, or null.</summary>
    public string? ConfigFile(ParseResult result) => result.GetValue(config) ?? Environment.GetEnvironmentVariable("TRACING_CONFIG");

    /// <summary>The keys that were set on the command line; <c>--set</c> comes last and wins.</summary>
    public List<KeyValuePair<string, string>> Keys(ParseResult result, ICollection<string> problems)
    {
        var keys = new List<KeyValuePair<string, string>>();
        foreach ((Setting setting, Option<string> option) in settings)
        {
            if (result.GetValue(option) is { } value)
            {
                keys.Add(new(setting.Key, value));
            }
        }

        foreach (string pair in result.GetValue(set) ?? [])
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                problems.Add($"--set: '{pair}' is not KEY=VALUE.");
            }
            else
            {
                keys.Add(new(pair[..equals], pair[(equals + 1)..]));
            }
        }

        return keys;
    }
}
