using System.Collections;
using System.CommandLine;
using Tracing.Options;
using Tracing.Roles;

namespace Tracing.Commands;

/// <summary>The options of an invocation, read from all sources and validated.</summary>
internal static class OptionsOf
{
    /// <summary>Reads and validates; all problems are told at once.</summary>
    /// <exception cref="CommandException">There are problems.</exception>
    public static TracingOptions Read(ParseResult result, SettingOptions settings, RoleSet roles, Func<TracingOptions, TracingOptions>? adjust = null)
    {
        var problems = new List<string>();
        List<KeyValuePair<string, string>> commandLine = settings.Keys(result, problems);
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "", StringComparer.Ordinal);
        TracingOptions options = new OptionsReader(problems).Read<TracingOptions>(
            ConfigurationSources.Join(settings.ConfigFile(result), environment, commandLine, problems));
        options = (adjust?.Invoke(options) ?? options).Completed();
        options.Validate(roles, problems);
        return problems.Count == 0
            ? options
            : throw new CommandException("These options cannot be used:\n" + string.Join('\n', problems.Select(problem => "  " + problem)), roles.Run ? CommandException.WrongUse : 1);
    }
}
