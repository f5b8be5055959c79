using Xunit;

[assembly: AssemblyFixture(typeof(Tracing.EngineFixture.EngineFixture))]
