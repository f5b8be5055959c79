using Tracing.Browser.Tests.Stage;

namespace Tracing.Browser.Tests;

/// <summary>Pictures of the exported pages.</summary>
[Trait("weight", "heavy")]
[Collection(ExportedPages.Name)]
public sealed class ExportedScreenshotTests(ExportedFixture exported) : ScreenshotChecks(exported, "exported-");
