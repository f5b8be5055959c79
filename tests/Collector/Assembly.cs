using Tracing.EngineFixture;

[assembly: AssemblyFixture(typeof(EngineFixture))]
