using Tracing.Browser.Tests.Stage;

namespace Tracing.Browser.Tests;

/// <summary>The long run's page as a file.</summary>
[Trait("weight", "heavy")]
[Collection(ExportedPages.Name)]
public sealed class ExportedLongTraceTests(ExportedFixture exported) : LongTraceChecks(exported)
{
    protected override bool CanAsk => false;

    protected override Task PrepareAsync() => Task.CompletedTask;
}
