using System.Text.Json;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Decode.Json;

/// <summary>
/// Reads resources and scopes ahead of their records. Where the records come first in the object, a copy of the reader
/// looks ahead for what follows them; what an object repeats behind its records is not looked at.
/// </summary>
internal sealed class JsonPrefixReader(DecodeSession session, JsonStrings strings, JsonAttributeReader attributes)
{
    private bool _resource;
    private bool _resourceSchema;
    private bool _scope;
    private bool _scopeSchema;

    public void BeginResource()
    {
        session.Resource.Begin();
        session.TakeFault();
        _resource = false;
        _resourceSchema = false;
    }

    public void BeginScope()
    {
        session.Scope.Begin();
        session.TakeFault();
        _scope = false;
        _scopeSchema = false;
    }

    /// <summary>The reader stands on a member of <c>ResourceSpans</c> or <c>ResourceLogs</c>.</summary>
    /// <returns>False where the member is not one of the resource.</returns>
    public bool TryReadResourceMember(ref Utf8JsonReader reader)
    {
        if (JsonWalk.Is(ref reader, "resource"u8))
        {
            if (JsonWalk.EnterObject(ref reader, "resource"))
            {
                ReadResource(ref reader);
            }

            _resource = true;
            return true;
        }

        if (JsonWalk.Is(ref reader, "schemaUrl"u8))
        {
            reader.Read();
            Set(session.Resource.SchemaUrl, ref reader);
            _resourceSchema = true;
            return true;
        }

        return false;
    }

    /// <summary>The reader stands on a member of <c>ScopeSpans</c> or <c>ScopeLogs</c>.</summary>
    /// <returns>False where the member is not one of the scope.</returns>
    public bool TryReadScopeMember(ref Utf8JsonReader reader, OtlpSignal signal)
    {
        if (JsonWalk.Is(ref reader, "scope"u8))
        {
            if (JsonWalk.EnterObject(ref reader, "scope"))
            {
                ReadScope(ref reader, signal);
            }

            _scope = true;
            return true;
        }

        if (JsonWalk.Is(ref reader, "schemaUrl"u8))
        {
            reader.Read();
            Set(session.Scope.SchemaUrl, ref reader);
            _scopeSchema = true;
            return true;
        }

        return false;
    }

    /// <summary>Completes the resource before its records are read.</summary>
    /// <param name="reader">A copy that stands on the name of the records' member.</param>
    /// <param name="signal">Only logs store the schema.</param>
    public void CompleteResource(Utf8JsonReader reader, OtlpSignal signal)
    {
        if (!_resource || (signal == OtlpSignal.Logs && !_resourceSchema))
        {
            bool known = _resource;
            JsonWalk.SkipMember(ref reader);
            while (JsonWalk.NextMember(ref reader))
            {
                if ((known && JsonWalk.Is(ref reader, "resource"u8)) || !TryReadResourceMember(ref reader))
                {
                    JsonWalk.SkipMember(ref reader);
                }
            }
        }

        session.Resource.Fault = session.TakeFault();
        session.Resource.Complete(session.Context.RunBinding, session.Limits);
        strings.NextRecord();
    }

    /// <summary>Completes the scope before its records are read.</summary>
    /// <param name="reader">A copy that stands on the name of the records' member.</param>
    /// <param name="signal">Only logs store the schema.</param>
    public void CompleteScope(Utf8JsonReader reader, OtlpSignal signal)
    {
        if (!_scope || (signal == OtlpSignal.Logs && !_scopeSchema))
        {
            bool known = _scope;
            JsonWalk.SkipMember(ref reader);
            while (JsonWalk.NextMember(ref reader))
            {
                if ((known && JsonWalk.Is(ref reader, "scope"u8)) || !TryReadScopeMember(ref reader, signal))
                {
                    JsonWalk.SkipMember(ref reader);
                }
            }
        }

        session.Scope.Fault = session.TakeFault();
        session.Scope.Complete(session.Limits);
        strings.NextRecord();
    }

    private void ReadResource(ref Utf8JsonReader reader)
    {
        while (JsonWalk.NextMember(ref reader))
        {
            if (JsonWalk.Is(ref reader, "attributes"u8))
            {
                reader.Read();
                attributes.Read(session.Resource.Attributes, ref reader);
            }
            else
            {
                JsonWalk.SkipMember(ref reader);
            }
        }
    }

    private void ReadScope(ref Utf8JsonReader reader, OtlpSignal signal)
    {
        ScopePrefix scope = session.Scope;
        while (JsonWalk.NextMember(ref reader))
        {
            if (JsonWalk.Is(ref reader, "name"u8))
            {
                reader.Read();
                Set(scope.Name, ref reader);
            }
            else if (JsonWalk.Is(ref reader, "version"u8))
            {
                reader.Read();
                Set(scope.Version, ref reader);
            }
            else if (signal == OtlpSignal.Logs && JsonWalk.Is(ref reader, "attributes"u8))
            {
                reader.Read();
                attributes.Read(scope.Attributes, ref reader);
            }
            else
            {
                JsonWalk.SkipMember(ref reader);
            }
        }
    }

    private void Set(ColumnBuffer to, ref Utf8JsonReader reader)
    {
        to.Reset();
        session.Text.Append(to, strings.Text(ref reader));
    }
}
