[assembly: AssemblyFixture(typeof(Tracing.EngineFixture.EngineFixture))]
