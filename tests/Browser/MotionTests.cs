using Tracing.Browser.Tests.Stage;

namespace Tracing.Browser.Tests;

/// <summary>What moves on the cell page on the service.</summary>
[Trait("weight", "heavy")]
public sealed class MotionTests(PagesFixture pages) : MotionChecks(pages);
