using System.Globalization;
using System.Text;
using CsCheck;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Tests.Decode;

/// <summary>Doubles are written as the runtime writes them.</summary>
public sealed class DoubleTextTests
{
    private static readonly Gen<double> Doubles = Gen.OneOf(
        Gen.Double,
        Gen.Select(Gen.Long[-2_000_000_000_000, 2_000_000_000_000], Gen.Int[0, 8]).Select((digits, decimals) => digits / Math.Pow(10, decimals)),
        Gen.Select(Gen.Int[-100_000, 100_000], Gen.Int[0, 7]).Select((digits, decimals) => digits / Math.Pow(10, decimals)),
        Gen.Select(Gen.Int[-100_000, 100_000], Gen.Int[0, 7]).Select((digits, decimals) => Math.BitIncrement(digits / Math.Pow(10, decimals))),
        Gen.Const(0.0),
        Gen.Const(-0.0),
        Gen.Const(1e-3),
        Gen.Const(Math.BitDecrement(1e9)),
        Gen.Const(999_999_999.999999),
        Gen.Const(1e15),
        Gen.Const(1e-5));

    [Fact]
    public void The_text_is_the_runtimes_own() => Doubles.Sample(value => Assert.Equal(value.ToString(CultureInfo.InvariantCulture), Text(value)), iter: 200_000, threads: 1);

    private static string Text(double value)
    {
        using var buffer = new ColumnBuffer();
        buffer.Ensure(40);
        buffer.AppendDouble(value);
        Assert.Equal(buffer.Written[0], buffer.Length - 1);
        return Encoding.ASCII.GetString(buffer.Written[1..]);
    }
}
