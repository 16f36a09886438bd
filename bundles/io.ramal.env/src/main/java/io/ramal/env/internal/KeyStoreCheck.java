package io.ramal.env.internal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.Collections;
import java.util.Optional;

/** Opens a key store as the web server would: one that cannot be opened would take the whole HTTP API down. */
final class KeyStoreCheck {
    private KeyStoreCheck() {}

    /** Tells one content of a file from another without reading it; follows links, empty for none. */
    static String version(String file) {
        if (file.isEmpty()) {
            return "";
        }
        try {
            Path path = Path.of(file);
            BasicFileAttributes a = Files.readAttributes(path, BasicFileAttributes.class);
            return a.lastModifiedTime() + " " + a.size() + " " + a.fileKey()
                    + (Files.isReadable(path) ? "" : " unreadable");
        } catch (IOException | InvalidPathException e) {
            return "absent";
        }
    }

    /** What is wrong with a key store, without the password. */
    static Optional<String> fault(String file, String password) {
        try {
            char[] secret = password.toCharArray();
            KeyStore store = KeyStore.getInstance(new File(file), secret);
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias) && store.getKey(alias, secret) instanceof PrivateKey) {
                    return Optional.empty();
                }
            }
            return Optional.of("it holds no private key");
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return Optional.of(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }
}
