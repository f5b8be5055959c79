using Tomlyn.Parsing;
using Tomlyn.Syntax;
using Tracing.Scoring;

namespace Tracing.Adapters.Tasks;

/// <summary>
/// The keys of a <c>task.toml</c>, read one by one with their types. What is wrong is noted with its line, and reading goes on, so that
/// every problem is told at once.
/// </summary>
internal sealed class TaskDocument
{
    private const long LongestSeconds = 24 * 3600;

    private readonly string _file;
    private readonly List<TaskProblem> _problems;
    private readonly Dictionary<string, ValueSyntax> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    public TaskDocument(string file, string text, List<TaskProblem> problems)
    {
        _file = file;
        _problems = problems;
        DocumentSyntax document = SyntaxParser.Parse(text, file, validate: true);
        foreach (DiagnosticMessage message in document.Diagnostics)
        {
            Problem(Line(message.Span), message.Message.TrimEnd('.') + ".");
        }

        Broken = document.HasErrors;
        foreach (TableSyntaxBase table in document.Tables)
        {
            Problem(Line(table.Span), $"There are no tables: [{table.Name?.ToString().Trim()}] is not known.");
        }

        foreach (KeyValueSyntax pair in document.KeyValues)
        {
            Take(pair);
        }
    }

    /// <summary>Whether it is no TOML; then what is missing may only not have been read.</summary>
    public bool Broken { get; }

    /// <summary>Whether a key was written.</summary>
    public bool Has(string key) => _values.ContainsKey(key);

    /// <summary>The line of a key, or null.</summary>
    public int? LineOf(string key) => _lines.TryGetValue(key, out int line) ? line : null;

    /// <summary>Notes a problem of a key.</summary>
    public void Problem(string key, string reason) => Problem(LineOf(key), reason);

    /// <summary>A text that is not blank; null where it is absent or wrong.</summary>
    public string? Text(string key)
    {
        if (!_values.TryGetValue(key, out ValueSyntax? value))
        {
            return null;
        }

        if (value is StringValueSyntax { Value: { } text } && !string.IsNullOrWhiteSpace(text))
        {
            return text;
        }

        Problem(key, value is StringValueSyntax ? $"{key} is blank." : $"{key} must be a text.");
        return null;
    }

    /// <summary>True or false; false where it is absent or wrong.</summary>
    public bool Flag(string key)
    {
        if (!_values.TryGetValue(key, out ValueSyntax? value))
        {
            return false;
        }

        if (value is BooleanValueSyntax flag)
        {
            return flag.Value;
        }

        Problem(key, $"{key} must be true or false.");
        return false;
    }

    /// <summary>A time in seconds; null where it is absent or wrong.</summary>
    public TimeSpan? Seconds(string key)
    {
        if (!_values.TryGetValue(key, out ValueSyntax? value))
        {
            return null;
        }

        if (value is IntegerValueSyntax { Value: > 0 and <= LongestSeconds } seconds)
        {
            return TimeSpan.FromSeconds(seconds.Value);
        }

        Problem(key, FormattableString.Invariant($"{key} must be a whole number of seconds from 1 to {LongestSeconds}."));
        return null;
    }

    /// <summary>A command: one text for the shell, or a list of a program and its arguments; null where it is absent or wrong.</summary>
    public TaskCommand? Command(string key)
    {
        if (!_values.TryGetValue(key, out ValueSyntax? value))
        {
            return null;
        }

        if (value is not ArraySyntax)
        {
            return Text(key) is { } text ? TaskCommand.OfShell(text) : null;
        }

        IReadOnlyList<(string Text, int Line)>? arguments = List(key);
        if (arguments is null or [(Text: not "", _), ..])
        {
            return arguments is null ? null : new TaskCommand([.. arguments.Select(argument => argument.Text)]);
        }

        Problem(key, $"{key} names no program.");
        return null;
    }

    /// <summary>A list of patterns; null where it is absent or wrong.</summary>
    public IReadOnlyList<GlobPattern>? Patterns(string key)
    {
        if (List(key) is not { } texts)
        {
            return null;
        }

        var patterns = new List<GlobPattern>();
        foreach ((string text, int line) in texts)
        {
            if (GlobPattern.TryParse(text, out GlobPattern? pattern, out string? problem))
            {
                patterns.Add(pattern);
            }
            else
            {
                Problem(line, $"{key}: the pattern '{text}' {problem}.");
            }
        }

        return patterns;
    }

    private List<(string Text, int Line)>? List(string key)
    {
        if (!_values.TryGetValue(key, out ValueSyntax? value))
        {
            return null;
        }

        if (value is ArraySyntax array && array.Items.All(item => item.Value is StringValueSyntax { Value: not null }))
        {
            return [.. array.Items.Select(item => (((StringValueSyntax)item.Value!).Value!, Line(item.Span)))];
        }

        Problem(key, $"{key} must be a list of texts.");
        return null;
    }

    private void Take(KeyValueSyntax pair)
    {
        if (pair.Key is null || pair.Value is null)
        {
            return;
        }

        string key = pair.Key switch
        {
            { DotKeys.ChildrenCount: 0, Key: StringValueSyntax { Value: { } quoted } } => quoted,
            var written => written.ToString().Trim(),
        };
        int line = Line(pair.Key.Span);
        if (TaskKeys.All.Contains(key, StringComparer.Ordinal))
        {
            _values.TryAdd(key, pair.Value);
            _lines.TryAdd(key, line);
            return;
        }

        Problem(line, $"There is no key '{key}'" + (NearestName.Of(key, TaskKeys.All) is { } meant ? $"; did you mean '{meant}'?" : "."));
    }

    private void Problem(int? line, string reason) => _problems.Add(new TaskProblem(_file, line, reason));

    private static int Line(SourceSpan span) => span.Start.Line + 1;
}
