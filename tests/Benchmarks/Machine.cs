using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Tracing.Benchmarks;

/// <summary>The note on the machine that stands above every result.</summary>
internal static class Machine
{
    public static void Print()
    {
        string model = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[^1].Trim() ?? "unknown"
            : "unknown";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{model}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, 256-bit vectors: {Vector256.IsHardwareAccelerated}\n"));
    }
}
