using System.Globalization;
using System.Text;

namespace Tracing.Collector.Decode;

/// <summary>Counts what was rejected and warned of in one request; text is made only when there is something to say.</summary>
internal sealed class Findings
{
    private readonly int[] _faults = new int[(int)RecordFault.JsonBase64 + 1];
    private readonly int[] _warnings = new int[(int)DecodeWarning.RecordWithoutTrace + 1];
    private int _firstRejected;
    private bool _warned;

    /// <summary>Records of the request, accepted or not.</summary>
    public int Records { get; private set; }

    /// <summary>Records rejected.</summary>
    public int Rejected { get; private set; }

    public void Accept() => Records++;

    public void Reject(RecordFault fault)
    {
        if (Rejected++ == 0)
        {
            _firstRejected = Records;
        }

        Records++;
        _faults[(int)fault]++;
    }

    public void Warn(DecodeWarning warning)
    {
        _warnings[(int)warning]++;
        _warned = true;
    }

    public void Reset()
    {
        if (Rejected > 0)
        {
            Array.Clear(_faults);
        }

        if (_warned)
        {
            Array.Clear(_warnings);
        }

        Records = 0;
        Rejected = 0;
        _warned = false;
    }

    /// <summary>The message of partial success; empty where there is nothing to say.</summary>
    public string Message(string record)
    {
        if (Rejected == 0 && !_warned)
        {
            return string.Empty;
        }

        var text = new StringBuilder();
        if (Rejected > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Rejected} of {Records} {record}s rejected, the first at index {_firstRejected}: ");
            Append(text, _faults, fault => FindingTexts.Of((RecordFault)fault));
        }

        if (_warned)
        {
            text.Append(Rejected > 0 ? ". Stored with warnings: " : "Stored with warnings: ");
            Append(text, _warnings, warning => FindingTexts.Of((DecodeWarning)warning));
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, int[] counts, Func<int, string> sentence)
    {
        string separator = string.Empty;
        for (int i = 0; i < counts.Length; i++)
        {
            if (counts[i] > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{separator}{sentence(i)} ({counts[i]})");
                separator = "; ";
            }
        }
    }
}
