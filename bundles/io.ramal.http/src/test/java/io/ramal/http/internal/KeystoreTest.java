package io.ramal.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeystoreTest {
    @TempDir
    Path folder;

    @Test
    void whatCannotBeUsedIsSaidWithItsCause() throws Exception {
        assertThat(Keystore.problem(folder.resolve("none.p12").toString(), "x"))
                .get()
                .asString()
                .contains("API_TLS_KEYSTORE", "none.p12", "NoSuchFile");
        assertThat(Keystore.problem("", "x")).isPresent();
        assertThat(Keystore.problem("\0", "x")).isPresent();

        Path empty = folder.resolve("empty.p12");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (OutputStream out = Files.newOutputStream(empty)) {
            store.store(out, "right".toCharArray());
        }
        assertThat(Keystore.problem(empty.toString(), "right")).get().asString().contains("no private key");
        assertThat(Keystore.problem(empty.toString(), "wrong"))
                .get()
                .asString()
                .contains("API_TLS_PASSWORD")
                .doesNotContain("wrong ");
    }

    @Test
    void aPasswordThatIsNotToldCannotBeTried() {
        assertThat(Keystore.problem(folder.resolve("none.p12").toString(), "$ramal.env:API_TLS_PASSWORD#1"))
                .isEmpty();
    }

    @Test
    void aKeyMakesItUsable() throws Exception {
        Path file = folder.resolve("key.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "ramal",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        keytool.getOutputStream().close();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        assertThat(Keystore.problem(file.toString(), "changeit")).isEmpty();
        assertThat(Keystore.problem(file.toString(), "wrong")).isPresent();
    }
}
