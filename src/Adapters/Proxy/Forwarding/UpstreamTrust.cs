using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tracing.Adapters.Proxy.Forwarding;

/// <summary>Who vouches for the upstream: the certificates of a file.</summary>
internal static class UpstreamTrust
{
    /// <summary>How connections are secured.</summary>
    /// <param name="file">Certificates in PEM; null: those of the system.</param>
    public static SslClientAuthenticationOptions Of(string? file)
    {
        var options = new SslClientAuthenticationOptions();
        if (file is not null)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(file);
            options.CertificateChainPolicy = policy;
        }

        return options;
    }

    /// <summary>Why a file cannot be used, or null.</summary>
    public static string? Problem(string file)
    {
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(file);
            return certificates.Count == 0 ? $"'{file}' holds no certificate in PEM." : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return $"'{file}' cannot be read: {e.GetType().Name}.";
        }
    }
}
