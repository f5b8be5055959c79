[assembly: AssemblyFixture(typeof(Tracing.Browser.Tests.Stage.PagesFixture))]
