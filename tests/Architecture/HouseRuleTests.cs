using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tracing.Architecture.Tests;

/// <summary>The rules of CONTRIBUTING.md that a compiler does not know.</summary>
public sealed partial class HouseRuleTests
{
    private const int LongestFile = 400;
    private const int LongestMethod = 60;
    private const int MostConstructorParameters = 5;

    [Fact]
    public void No_source_file_is_longer_than_400_lines()
    {
        IEnumerable<string> tooLong = Repository.SourceFiles("src", "tests")
            .Select(file => (file, lines: Repository.Read(file).Count(c => c == '\n')))
            .Where(f => f.lines > LongestFile)
            .Select(f => $"{f.file}: {f.lines}");

        Assert.Empty(tooLong);
    }

    [Fact]
    public void No_method_is_longer_than_60_lines()
    {
        IEnumerable<string> tooLong =
            from file in Repository.SourceFiles("src", "tests")
            from method in Repository.Parse(file).DescendantNodes()
            where method is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax
            let span = method.GetLocation().GetLineSpan()
            let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
            where lines > LongestMethod
            select $"{file}:{Repository.LineOf(method)}: {lines} lines";

        Assert.Empty(tooLong);
    }

    [Fact]
    public void No_constructor_of_a_class_takes_more_than_five_parameters()
    {
        IEnumerable<string> tooMany =
            from file in Repository.SourceFiles("src")
            from node in Repository.Parse(file).DescendantNodes()
            let parameters = node switch
            {
                ConstructorDeclarationSyntax constructor => constructor.ParameterList.Parameters.Count,
                ClassDeclarationSyntax { ParameterList: { } list } => list.Parameters.Count,
                _ => 0,
            }
            where parameters > MostConstructorParameters
            select $"{file}:{Repository.LineOf(node)}: {parameters} parameters";

        Assert.Empty(tooMany);
    }

    [Fact]
    public void No_file_folder_or_type_is_named_for_nothing()
    {
        IEnumerable<string> names = Repository.Files
            .Where(file => file.StartsWith("src/", StringComparison.Ordinal) || file.StartsWith("tests/", StringComparison.Ordinal))
            .Where(file => file.Split('/').Any(part => Bucket().IsMatch(Path.GetFileNameWithoutExtension(part))));

        Assert.Empty(names);
    }

    [Fact]
    public void No_test_is_switched_off_and_none_asserts_a_constant()
    {
        IEnumerable<string> found =
            from file in Repository.SourceFiles("tests")
            where !file.StartsWith("tests/Architecture/", StringComparison.Ordinal)
            from Match match in SwitchedOff().Matches(Repository.Read(file))
            select $"{file}: {match.Value}";

        Assert.Empty(found);
    }

    [Fact]
    public void Log_lines_are_written_only_through_the_source_generated_file_of_a_project()
    {
        IEnumerable<string> found =
            from file in Repository.SourceFiles("src")
            where Path.GetFileName(file) != "Log.cs"
            from Match match in LogCall().Matches(Repository.Read(file))
            select $"{file}: {match.Value}";

        Assert.Empty(found);
    }

    [Fact]
    public void No_unfinished_mark_stands_in_the_tree()
    {
        IEnumerable<string> found =
            from file in Repository.SourceFiles("src", "tests")
            where !file.StartsWith("tests/Architecture/", StringComparison.Ordinal)
            from Match match in Unfinished().Matches(Repository.Read(file))
            select $"{file}: {match.Value}";

        Assert.Empty(found);
    }

    [Fact]
    public void Nothing_tracked_names_a_package_registry()
    {
        IEnumerable<string> found = Repository.Files
            .Where(file => file.EndsWith("package-lock.json", StringComparison.Ordinal) || file.EndsWith("nuget.config", StringComparison.OrdinalIgnoreCase))
            .Where(file => Repository.Read(file).Contains("\"resolved\": \"http", StringComparison.Ordinal));

        Assert.Empty(found);
    }

    [GeneratedRegex("^(Utils?|Helpers?|Common|Misc|Shared|Managers?|Service|[A-Z][A-Za-z]*(Utils?|Helpers?|Manager))$", RegexOptions.CultureInvariant)]
    private static partial Regex Bucket();

    [GeneratedRegex(@"Skip\s*=\s*""|Assert\.True\(true\)|Assert\.False\(false\)|Task\.Delay\(\s*[0-9]{3,}|Thread\.Sleep", RegexOptions.CultureInvariant)]
    private static partial Regex SwitchedOff();

    [GeneratedRegex(@"\.(LogTrace|LogDebug|LogInformation|LogWarning|LogError|LogCritical)\(|\[LoggerMessage", RegexOptions.CultureInvariant)]
    private static partial Regex LogCall();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|NotImplementedException)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Unfinished();
}
