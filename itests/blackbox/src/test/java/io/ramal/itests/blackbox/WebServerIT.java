package io.ramal.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

/** The web server that starts with HTTPS, and one whose settings change while it runs. */
class WebServerIT {
    private static final String PASSWORD = UUID.randomUUID().toString();

    @Test
    void startedWithHttpsItServesByBothAndEverythingIsThereAfterAChange() throws Exception {
        try (Server server = new Server("webserver")) {
            Path keys = keys(server.home.resolve("api.p12"));
            int tlsPort = Server.lastingPort();
            Map<String, String> https = Map.of(
                    "API_TLS_KEYSTORE", keys.toString(),
                    "API_TLS_PASSWORD", PASSWORD,
                    "API_TLS_PORT", Integer.toString(tlsPort));
            server.env(https);
            server.start();
            HttpClient client =
                    HttpClient.newBuilder().sslContext(trusting(keys)).build();
            URI metrics = URI.create("https://127.0.0.1:" + tlsPort + "/metrics");
            assertThat(server.await("figures by HTTPS", () -> answer(client, metrics)))
                    .contains("ramal_build_info");
            assertThat(server.awaitStatus()).contains("\"status\":\"success\"");
            assertThat(server.log()).doesNotContain("ERROR", PASSWORD);
            assertThat(server.shell("service:list")).doesNotContain(PASSWORD);
            assertThat(server.shell("config:list")).doesNotContain(PASSWORD);

            server.env(Map.of());
            server.await("no HTTPS any more", () -> answer(client, metrics) == null ? "gone" : null);
            server.awaitStatus();
            assertThat(server.await("figures", () -> server.get(server.apiPort, "/metrics")))
                    .contains("ramal_build_info");
        }
    }

    private static Path keys(Path file) throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "ramal",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=IP:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.waitFor()).as(output).isZero();
        return file;
    }

    private static SSLContext trusting(Path keys) throws Exception {
        KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
        anchors.load(null, null);
        anchors.setCertificateEntry(
                "ramal",
                KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray()).getCertificate("ramal"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static String answer(HttpClient client, URI uri) throws InterruptedException {
        try {
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : null;
        } catch (IOException e) {
            return null;
        }
    }
}
