using Tracing.Adapters.Proxy;
using Tracing.Adapters.Proxy.Telemetry;
using Tracing.Adapters.Telemetry;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Tests.Telemetry;

public sealed class RunResourceTests
{
    private static readonly RunResource Resource = new()
    {
        RunId = "run-1",
        Cell = new CellId("s p", "agent", "vendor/mödel,=%;\"\\", "category", "task"),
        Trial = 3,
        AgentVersion = "1.2",
        PluginStack = [],
        ContainerId = "c0ffee",
    };

    [Fact]
    public void What_is_not_known_has_no_attribute_and_none_is_a_known_number_of_plugins()
    {
        Dictionary<string, object> attributes = Resource.Attributes().ToDictionary();

        Assert.Equal("tracing-run", attributes["service.name"]);
        Assert.Equal("s p/agent/vendor/mödel,=%;\"\\/category/task", attributes["bench.cell.id"]);
        Assert.Equal(3, attributes["bench.trial"]);
        Assert.Empty(Assert.IsType<IEnumerable<string>>(attributes["bench.plugin_stack"], exactMatch: false));
        Assert.DoesNotContain("bench.model.build_id", attributes.Keys);
    }

    [Fact]
    public void The_environment_holds_the_identity_escaped_where_it_must_be_and_as_it_is_elsewhere()
    {
        string text = Resource.EnvironmentText;

        Assert.Contains("bench.model.name=vendor/m%C3%B6del%2C%3D%25%3B%22%5C,", text, StringComparison.Ordinal);
        Assert.DoesNotContain("service.name", text, StringComparison.Ordinal);
        Assert.DoesNotContain("container", text, StringComparison.Ordinal);
        IReadOnlyDictionary<string, string> read = ProxyResource.Make(new ProxyIdentity(), text).Attributes;
        Assert.Equal(("run-1", "vendor/mödel,=%;\"\\", "s p", "3"), (read["bench.run.id"], read["bench.model.name"], read["bench.sweep.id"], read["bench.trial"]));
    }
}
