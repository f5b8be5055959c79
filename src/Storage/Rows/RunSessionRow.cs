namespace Tracing.Storage.Rows;

/// <summary>That a run's records name a session.</summary>
/// <param name="SessionId">The session or conversation id.</param>
/// <param name="RunId">The run.</param>
public sealed record RunSessionRow(string SessionId, string RunId);
