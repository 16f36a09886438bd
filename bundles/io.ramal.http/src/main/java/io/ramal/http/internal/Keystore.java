package io.ramal.http.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.Optional;

/** Looks at the file HTTPS is to be served from: the web server would only fail to start. */
final class Keystore {
    /** What stands for a secret that io.ramal.env reveals to the web server alone. */
    private static final String SECRET = "$ramal.env:";

    private Keystore() {}

    /**
     * Why a PKCS#12 file cannot be used, for people; empty when it can, and when the password is not told to us: it is then
     * one of {@code .env}, and io.ramal.env tries the key store with it before it passes the settings on.
     */
    static Optional<String> problem(String path, String password) {
        if (password.startsWith(SECRET)) {
            return Optional.empty();
        }
        String where = "API_TLS_KEYSTORE (org.ops4j.pax.web.ssl.keystore) = " + path + ": ";
        try (InputStream in = Files.newInputStream(Path.of(path))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias) && store.getKey(alias, password.toCharArray()) != null) {
                    return Optional.empty();
                }
            }
            return Optional.of(where + "there is no private key in it");
        } catch (IOException | GeneralSecurityException | InvalidPathException e) {
            return Optional.of(where + "it cannot be opened as PKCS#12 with API_TLS_PASSWORD: " + e);
        }
    }
}
