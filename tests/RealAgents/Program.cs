using Tracing.RealAgents.Tests.Stage;

// Agents may reach nothing but this machine's loopback: the test process starts itself again inside a network namespace
// that has no other device, so that agents, scripted model, relay and collector all share it.
return Isolation.IsInside || Isolation.LeavesOutHeavyTests(args)
    ? args.Contains("--server")
        ? await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, Tracing.RealAgents.Tests.SelfRegisteredExtensions.AddSelfRegisteredExtensions)
        : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args)
    : await Isolation.EnterAsync(args);
