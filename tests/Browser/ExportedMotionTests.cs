using Tracing.Browser.Tests.Stage;

namespace Tracing.Browser.Tests;

/// <summary>What moves on the cell page as a file.</summary>
[Trait("weight", "heavy")]
[Collection(ExportedPages.Name)]
public sealed class ExportedMotionTests(ExportedFixture exported) : MotionChecks(exported);
