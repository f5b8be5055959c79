namespace Tracing.Storage.Connection;

/// <summary>How an insert is found again among the running queries, and the settings it runs with.</summary>
internal readonly record struct InsertIdentity(string QueryId, IDictionary<string, object> Settings);
