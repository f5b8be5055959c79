using Tracing.Storage.Columns;

namespace Tracing.Collector.Decode.Protobuf;

/// <summary>Reads resources and scopes ahead of their records, and checks that their messages are whole.</summary>
internal sealed unsafe class ProtobufPrefixReader(DecodeSession session, ProtobufAttributeReader attributes)
{
    /// <summary>Reads the resource out of a <c>ResourceSpans</c> or <c>ResourceLogs</c>.</summary>
    public void ReadResource(Slice message)
    {
        ResourcePrefix resource = session.Resource;
        resource.Begin();
        byte* p = message.Start;
        byte* end = p + message.Length;
        while (p < end)
        {
            uint tag = Wire.Tag(ref p);
            switch (tag)
            {
                case Tags.ResourceRecords.Resource:
                    ReadAttributes(Wire.LengthDelimited(ref p, end), Tags.Resource.Attributes, resource.Attributes);
                    break;
                case Tags.ResourceRecords.SchemaUrl:
                    Set(resource.SchemaUrl, Wire.LengthDelimited(ref p, end));
                    break;
                default:
                    Wire.Skip(ref p, end, tag);
                    break;
            }
        }

        Wire.CheckEnd(p, end);
        resource.Fault = session.TakeFault();
        resource.Complete(session.Context.RunBinding, session.Limits);
    }

    /// <summary>Reads the scope out of a <c>ScopeSpans</c> or <c>ScopeLogs</c>.</summary>
    public void ReadScope(Slice message, bool withAttributes)
    {
        ScopePrefix scope = session.Scope;
        scope.Begin();
        byte* p = message.Start;
        byte* end = p + message.Length;
        while (p < end)
        {
            uint tag = Wire.Tag(ref p);
            switch (tag)
            {
                case Tags.ScopeRecords.Scope:
                    ReadScopeMessage(Wire.LengthDelimited(ref p, end), withAttributes);
                    break;
                case Tags.ScopeRecords.SchemaUrl:
                    Set(scope.SchemaUrl, Wire.LengthDelimited(ref p, end));
                    break;
                default:
                    Wire.Skip(ref p, end, tag);
                    break;
            }
        }

        Wire.CheckEnd(p, end);
        scope.Fault = session.TakeFault();
        scope.Complete(session.Limits);
    }

    private void ReadScopeMessage(Slice message, bool withAttributes)
    {
        ScopePrefix scope = session.Scope;
        byte* p = message.Start;
        byte* end = p + message.Length;
        while (p < end)
        {
            uint tag = Wire.Tag(ref p);
            switch (tag)
            {
                case Tags.Scope.Name:
                    Set(scope.Name, Wire.LengthDelimited(ref p, end));
                    break;
                case Tags.Scope.Version:
                    Set(scope.Version, Wire.LengthDelimited(ref p, end));
                    break;
                // The table of spans has no column for them.
                case Tags.Scope.Attributes when withAttributes:
                    attributes.Read(scope.Attributes, Wire.LengthDelimited(ref p, end));
                    break;
                default:
                    Wire.Skip(ref p, end, tag);
                    break;
            }
        }

        Wire.CheckEnd(p, end);
    }

    private void ReadAttributes(Slice message, uint field, MapColumns into)
    {
        byte* p = message.Start;
        byte* end = p + message.Length;
        while (p < end)
        {
            uint tag = Wire.Tag(ref p);
            if (tag == field)
            {
                attributes.Read(into, Wire.LengthDelimited(ref p, end));
            }
            else
            {
                Wire.Skip(ref p, end, tag);
            }
        }

        Wire.CheckEnd(p, end);
    }

    private void Set(ColumnBuffer to, Slice text)
    {
        to.Reset();
        session.Text.Append(to, text);
    }
}
