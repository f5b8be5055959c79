using System.Buffers;
using System.Text;
using Google.Protobuf;

namespace Tracing.Adapters.Telemetry.Redacting;

/// <summary>Redacts the texts of a Protobuf message; fields that it does not know are passed on as they are.</summary>
internal static class MessageRedactor
{
    // AnyValue nests; no exporter comes near this, and no decoder takes more.
    private const int DeepestNesting = 100;

    /// <summary>Redacts a message. One that holds nothing to hide comes back as the same bytes.</summary>
    /// <param name="message">The message.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="redaction">What to hide.</param>
    /// <exception cref="InvalidDataException">It is no Protobuf, or nests too deep.</exception>
    public static ReadOnlyMemory<byte> Redact(ReadOnlyMemory<byte> message, MessageShape shape, Redaction redaction)
    {
        // Whether a folder's name ends is not to be asked here: what follows a text in a message may be any byte.
        if (!redaction.Bytes.MayBeIn(Encoding.Latin1.GetString(message.Span)))
        {
            return message;
        }

        try
        {
            return Rewrite(ByteString.CopyFrom(message.Span), shape, redaction, DeepestNesting).Memory;
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    private static ByteString Rewrite(ByteString message, MessageShape shape, Redaction redaction, int depth)
    {
        if (depth == 0)
        {
            throw new InvalidDataException("The message nests too deep.");
        }

        using var clean = new MemoryStream(message.Length);
        using (var to = new CodedOutputStream(clean, leaveOpen: true))
        {
            CodedInputStream from = message.CreateCodedInput();
            while (from.ReadTag() is > 0 and var tag)
            {
                to.WriteTag(tag);
                switch (WireFormat.GetTagWireType(tag))
                {
                    case WireFormat.WireType.Varint:
                        to.WriteUInt64(from.ReadUInt64());
                        break;
                    case WireFormat.WireType.Fixed64:
                        to.WriteFixed64(from.ReadFixed64());
                        break;
                    case WireFormat.WireType.Fixed32:
                        to.WriteFixed32(from.ReadFixed32());
                        break;
                    case WireFormat.WireType.LengthDelimited:
                        int field = WireFormat.GetTagFieldNumber(tag);
                        ByteString content = from.ReadBytes();
                        to.WriteBytes(shape.MessageAt(field) is { } nested
                            ? Rewrite(content, nested, redaction, depth - 1)
                            : shape.IsText(field) ? Hide(content, redaction) : content);
                        break;
                    default:
                        throw new InvalidDataException("OTLP has no groups.");
                }
            }
        }

        return ByteString.CopyFrom(clean.GetBuffer().AsSpan(0, (int)clean.Length));
    }

    private static ByteString Hide(ByteString text, Redaction redaction)
    {
        var clean = new ArrayBufferWriter<byte>(Math.Max(text.Length, 16));
        var redactor = new StreamRedactor(redaction);
        redactor.Append(text.Span, clean);
        redactor.Complete(clean);
        return ByteString.CopyFrom(clean.WrittenSpan);
    }
}
