package io.ramal.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whom to believe that a server is who it says it is. */
public final class Trust {
    private Trust() {}

    /**
     * Trusts the certificates of a PEM file, and nobody else.
     *
     * @param pid whose setting {@code trust.file} is
     * @throws IllegalArgumentException naming the setting, the file and the cure
     */
    public static SSLContext of(Path pem, String pid) {
        try (InputStream in = Files.newInputStream(pem)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (Certificate c : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca" + count++, c);
            }
            if (count > 0) {
                TrustManagerFactory managers =
                        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                managers.init(store);
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(null, managers.getTrustManagers(), null);
                return context;
            }
        } catch (IOException | GeneralSecurityException e) {
            throw bad(pem, pid, e);
        }
        throw bad(pem, pid, null);
    }

    private static IllegalArgumentException bad(
            Path pem, String pid, @org.jspecify.annotations.Nullable Exception cause) {
        return new IllegalArgumentException(
                pid + ": trust.file = " + pem + " holds no certificates that this server can read; set it to a PEM file"
                        + " (-----BEGIN CERTIFICATE-----) of the authority that signed the service's certificate",
                cause);
    }
}
