using System.Xml.Linq;

namespace Tracing.Architecture.Tests;

/// <summary>Who may use whom. The table is the architecture: see README, "How it is built".</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Vocabulary"] = [],
        ["EmbeddedClickHouse"] = [],
        ["Storage"] = ["Vocabulary"],
        ["Dialects"] = ["Vocabulary"],
        ["Scoring"] = ["Vocabulary"],
        ["Collector"] = ["Dialects", "Scoring", "Storage", "Vocabulary"],
        ["Query"] = ["Scoring", "Storage", "Vocabulary"],
        ["Forwarder"] = [],
        ["Adapters"] = ["Forwarder", "Scoring", "Vocabulary"],
        ["Tracing"] = ["Adapters", "Collector", "Dialects", "EmbeddedClickHouse", "Query", "Scoring", "Storage", "Vocabulary"],
    };

    public static TheoryData<string> Projects => [.. Allowed.Keys];

    [Fact]
    public void Every_folder_of_src_is_a_project_of_the_design()
    {
        IEnumerable<string> folders = Repository.Files.Where(f => f.StartsWith("src/", StringComparison.Ordinal)).Select(f => f.Split('/')[1]).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), folders);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_uses_only_those_that_its_arrows_allow(string project)
    {
        string file = Assert.Single(Repository.Files, f => f.StartsWith($"src/{project}/", StringComparison.Ordinal) && f.EndsWith(".csproj", StringComparison.Ordinal));
        IEnumerable<string> used = XDocument.Parse(Repository.Read(file)).Descendants("ProjectReference")
            .Select(reference => Path.GetFileName(Path.GetDirectoryName(reference.Attribute("Include")!.Value.Replace('\\', '/')))!);

        Assert.Empty(used.Except(Allowed[project], StringComparer.Ordinal));
    }

    [Fact]
    public void Only_storage_uses_the_clickhouse_driver()
    {
        IEnumerable<string> users = Repository.Files
            .Where(f => f.StartsWith("src/", StringComparison.Ordinal) && f.EndsWith(".csproj", StringComparison.Ordinal))
            .Where(f => Repository.Read(f).Contains("\"ClickHouse.Driver\"", StringComparison.Ordinal));

        Assert.Equal(["src/Storage/Tracing.Storage.csproj"], users);
    }

    [Fact]
    public void The_foreign_harness_knows_OpenTelemetry_and_nothing_of_ours()
    {
        XDocument project = XDocument.Parse(Repository.Read("tests/ForeignHarness/Tracing.ForeignHarness.csproj"));

        Assert.Empty(project.Descendants("ProjectReference"));
        Assert.All(project.Descendants("PackageReference"), package => Assert.StartsWith("OpenTelemetry", package.Attribute("Include")!.Value, StringComparison.Ordinal));
        Assert.DoesNotContain(
            Repository.Files.Where(f => f.StartsWith("tests/ForeignHarness/", StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal)),
            f => Repository.Read(f).Contains("Tracing.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_solution_lists_every_project()
    {
        string solution = Repository.Read("Tracing.sln").Replace('\\', '/');
        IEnumerable<string> missing = Repository.Files
            .Where(f => f.EndsWith(".csproj", StringComparison.Ordinal))
            .Where(f => !solution.Contains('"' + f + '"', StringComparison.Ordinal));

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_project_has_locked_packages()
    {
        IEnumerable<string> missing = Repository.Files
            .Where(f => f.EndsWith(".csproj", StringComparison.Ordinal))
            .Where(f => !Repository.Files.Contains(Path.GetDirectoryName(f)!.Replace('\\', '/') + "/packages.lock.json"));

        Assert.Empty(missing);
    }
}
