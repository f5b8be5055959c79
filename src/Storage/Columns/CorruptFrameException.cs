namespace Tracing.Storage.Columns;

/// <summary>The payload of a frame is not what <see cref="FrameWriter"/> writes. Permanent: reading it again will not help.</summary>
/// <param name="reason">What is wrong, without content of the frame.</param>
public sealed class CorruptFrameException(string reason) : Exception(reason);
