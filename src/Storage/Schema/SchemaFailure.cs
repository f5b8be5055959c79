using System.Diagnostics.CodeAnalysis;

namespace Tracing.Storage.Schema;

/// <summary>The database's history is not the one this program knows; nothing was changed.</summary>
/// <param name="reason">What differs and what to do.</param>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "A failure is an outcome that callers plan for.")]
public sealed class SchemaFailure(string reason) : Exception(reason);
