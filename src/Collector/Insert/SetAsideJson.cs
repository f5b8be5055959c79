using System.Text.Json.Serialization;

namespace Tracing.Collector.Insert;

/// <summary>How entries are written.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SetAsideEntry))]
internal sealed partial class SetAsideJson : JsonSerializerContext;
