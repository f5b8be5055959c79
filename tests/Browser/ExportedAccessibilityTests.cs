using Tracing.Browser.Tests.Stage;

namespace Tracing.Browser.Tests;

/// <summary>The exported pages by the rules of axe-core.</summary>
[Trait("weight", "heavy")]
[Collection(ExportedPages.Name)]
public sealed class ExportedAccessibilityTests(ExportedFixture exported) : AccessibilityChecks(exported);
