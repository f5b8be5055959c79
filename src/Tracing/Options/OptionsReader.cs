using System.Collections;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Tracing.Options;

/// <summary>
/// Reads a configuration into a tree of option records. Unlike the stock binder it goes on after a fault:
/// every unknown key and every value that cannot be read is reported, naming its key.
/// </summary>
/// <param name="problems">Where problems go, one sentence each.</param>
public sealed class OptionsReader(ICollection<string> problems)
{
    /// <summary>Reads a configuration over the defaults of an options record.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="configuration">Keys are compared without case; levels are parted by a colon.</param>
    /// <returns>The record; where a value could not be read, its default stands.</returns>
    public T Read<T>(IConfiguration configuration)
        where T : new()
    {
        var options = new T();
        Fill(options, configuration.GetChildren(), "");
        return options;
    }

    /// <summary>Every key of an options tree with its default, in the order of declaration.</summary>
    /// <param name="options">A tree of defaults.</param>
    /// <param name="prefix">The key of the tree itself; empty for the whole.</param>
    /// <returns>Keys as they are written in problems: camel case, parted by dots.</returns>
    public static IEnumerable<(string Key, PropertyInfo Property, object? Default)> Leaves(object options, string prefix = "")
    {
        foreach (PropertyInfo property in Settable(options.GetType()))
        {
            string key = Join(prefix, property.Name);
            object? value = property.GetValue(options);
            if (IsTree(property.PropertyType))
            {
                foreach ((string, PropertyInfo, object?) leaf in Leaves(value ?? Activator.CreateInstance(property.PropertyType)!, key))
                {
                    yield return leaf;
                }
            }
            else
            {
                yield return (key, property, value);
            }
        }
    }

    private void Fill(object options, IEnumerable<IConfigurationSection> sections, string prefix)
    {
        Dictionary<string, PropertyInfo> properties = Settable(options.GetType()).ToDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);
        foreach (IConfigurationSection section in sections)
        {
            if (!properties.TryGetValue(section.Key, out PropertyInfo? property))
            {
                problems.Add($"{Join(prefix, section.Key)}: there is no such option.");
                continue;
            }

            string key = Join(prefix, property.Name);
            if (IsTree(property.PropertyType))
            {
                object branch = Activator.CreateInstance(property.PropertyType)!;
                Copy(property.GetValue(options), branch);
                Fill(branch, section.GetChildren(), key);
                property.SetValue(options, branch);
            }
            else if (TryRead(section, property.PropertyType, out object? value))
            {
                property.SetValue(options, value);
            }
            else
            {
                problems.Add($"{key}: '{section.Value}' is not {Expected(property.PropertyType)}.");
            }
        }
    }

    private static bool TryRead(IConfigurationSection section, Type type, out object? value)
    {
        if (type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type))
        {
            string[] items = [.. section.GetChildren().Select(child => child.Value).OfType<string>()];
            value = items.Length > 0 || section.Value is null ? items : section.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return true;
        }

        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        value = null;
        if (section.Value is not { } text)
        {
            return false;
        }

        if (text.Length == 0 && plain != type)
        {
            return true;
        }

        value = ReadPlain(text, plain);
        return value is not null;
    }

    private static object? ReadPlain(string text, Type type) => Type.GetTypeCode(type) switch
    {
        _ when type.IsEnum => Enum.TryParse(type, text, ignoreCase: true, out object? named) ? named : null,
        TypeCode.String => text,
        TypeCode.Boolean => bool.TryParse(text, out bool flag) ? flag : null,
        TypeCode.Int32 => Quantity.TryParseBytes(text, out long number) && number <= int.MaxValue ? (int)number : null,
        TypeCode.Int64 => Quantity.TryParseBytes(text, out long number) ? number : null,
        TypeCode.Double => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null,
        _ when type == typeof(TimeSpan) => Quantity.TryParseDuration(text, out TimeSpan duration) ? duration : null,
        _ => null,
    };

    private static string Expected(Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return Type.GetTypeCode(plain) switch
        {
            TypeCode.Boolean => "true or false",
            TypeCode.Int32 or TypeCode.Int64 when !plain.IsEnum => "a whole number (KiB, MiB and GiB may follow)",
            TypeCode.Double => "a number",
            _ when plain == typeof(TimeSpan) => "a duration such as 250ms, 10s, 5m, 1h or 30d",
            _ when plain.IsEnum => "one of " + string.Join(", ", Enum.GetNames(plain)),
            _ => "a text",
        };
    }

    private static void Copy(object? from, object to)
    {
        if (from is not null)
        {
            foreach (PropertyInfo property in Settable(to.GetType()))
            {
                property.SetValue(to, property.GetValue(from));
            }
        }
    }

    private static IEnumerable<PropertyInfo> Settable(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite && p.GetIndexParameters().Length == 0);

    private static bool IsTree(Type type) =>
        type is { IsClass: true } && type != typeof(string) && !typeof(IEnumerable).IsAssignableFrom(type) && type.Namespace?.StartsWith("Tracing", StringComparison.Ordinal) == true;

    private static string Join(string prefix, string name)
    {
        string camel = char.ToLowerInvariant(name[0]) + name[1..];
        return prefix.Length == 0 ? camel : prefix + "." + camel;
    }
}
