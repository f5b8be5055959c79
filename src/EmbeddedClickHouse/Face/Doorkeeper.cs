using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Tracing.EmbeddedClickHouse.Face;

/// <summary>
/// Who may knock: with a token only those who carry it; on a loopback listener only those who call it by a
/// loopback name, so that a page in a browser cannot reach it through a name of its own (DNS rebinding).
/// </summary>
internal sealed class Doorkeeper(string? token)
{
    private const int RequiredPassword = 194;
    private const int AuthenticationFailed = 516;

    /// <summary>Throws when the request is not admitted.</summary>
    /// <exception cref="EngineException">Code 194, 497 or 516.</exception>
    public void Check(HttpContext context)
    {
        var request = context.Request;
        if (context.Connection.LocalIpAddress is { } local && IPAddress.IsLoopback(local) && !IsLoopbackName(request.Host.Host))
        {
            throw Guard.Refusal.Because("This address answers to localhost alone");
        }

        if (request.Headers.Origin.LastOrDefault() is { Length: > 0 } origin &&
            !(Uri.TryCreate(origin, UriKind.Absolute, out var uri) && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)))
        {
            throw Guard.Refusal.Because("Requests of other web pages are not answered");
        }

        if (token is not null)
        {
            CheckToken(request, token);
        }
    }

    private static void CheckToken(HttpRequest request, string token)
    {
        var given = Given(request)
            ?? throw new EngineException("Code: 194. DB::Exception: A token is required: send it as Bearer or as the password. (REQUIRED_PASSWORD)", RequiredPassword);
        if (!CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(token))))
        {
            throw new EngineException("Code: 516. DB::Exception: Authentication failed: the token is not right. (AUTHENTICATION_FAILED)", AuthenticationFailed);
        }
    }

    private static string? Given(HttpRequest request)
    {
        if (request.Headers["X-ClickHouse-Key"].LastOrDefault() is { Length: > 0 } key)
        {
            return key;
        }

        var header = request.Headers.Authorization.LastOrDefault() ?? "";
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return header["Bearer ".Length..].Trim();
        }

        if (header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            var bytes = new byte[header.Length];
            return Convert.TryFromBase64String(header["Basic ".Length..].Trim(), bytes, out var length)
                && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [_, { Length: > 0 } password] ? password : null;
        }

        return request.Query["password"].LastOrDefault() is { Length: > 0 } parameter ? parameter : null;
    }

    private static bool IsLoopbackName(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
