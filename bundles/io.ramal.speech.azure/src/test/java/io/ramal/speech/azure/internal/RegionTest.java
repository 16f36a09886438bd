package io.ramal.speech.azure.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ramal.emulators.azure.AzureEmulator;
import io.ramal.emulators.azure.ConnectProxy;
import io.ramal.emulators.azure.Recognition;
import io.ramal.emulators.azure.Tone;
import io.ramal.stt.SttSession;
import io.ramal.tts.TtsEvent;
import io.ramal.tts.TtsRequest;
import io.ramal.tts.TtsSession;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The way to a region as in production: by its names, encrypted, through a proxy. */
@Timeout(90)
class RegionTest {
    private static final char[] PASSWORD = "emulator".toCharArray();

    @Test
    void aRegionIsReachedThroughAProxyWithNothingSetForTheTest(@TempDir Path folder) throws Exception {
        Rig.needSsl();
        String trusted = System.getenv("SSL_CERT_FILE");
        assumeTrue(trusted != null, "SSL_CERT_FILE must name a file of this test, as the build does");
        SSLContext tls = certificate(folder, "brazilsouth", Path.of(trusted));
        try (AzureEmulator emulator = AzureEmulator.start(0, tls.getServerSocketFactory());
                ConnectProxy proxy = ConnectProxy.start(emulator.port())) {
            Map<String, Object> settings = Map.of(
                    "host", "",
                    "region", "brazilsouth",
                    "_key", "k3y",
                    "proxy_host", "127.0.0.1",
                    "proxy_port", proxy.port(),
                    "proxy_user", "ramal",
                    "_proxy_password", "pr0xy");
            try (Rig rig = new Rig(emulator, settings).ready()) {
                emulator.recognise("bom dia");
                Heard heard = new Heard();
                long began = System.nanoTime();
                try (SttSession session = rig.stt().open(Rig.request("Maria"), heard)) {
                    Heard.say(session, Rig.speech(0.5, 0));
                    session.finish();
                    assertThat(heard.text().text()).isEqualTo("bom dia");
                }
                RecognitionTest.print("whole utterance, encrypted, through a proxy", System.nanoTime() - began);
                Recognition turn = emulator.traffic().recognitions().get(0);
                assertThat(turn.connection().path()).isEqualTo("/stt/speech/universal/v2");
                assertThat(turn.connection().header("Ocp-Apim-Subscription-Key"))
                        .isEqualTo("k3y");
                assertThat(turn.language()).isEqualTo("pt-BR");
                assertThat(turn.phrases()).containsExactly("Maria");
                assertThat(turn.connection().query() + turn.context())
                        .containsPattern("storeAudio=false|\"storeAudio\":false");

                Spoken spoken = new Spoken();
                began = System.nanoTime();
                try (TtsSession session = rig.tts().open(TtsRequest.of(Rig.PORTUGUESE), spoken)) {
                    session.say("Bom dia");
                    assertThat(spoken.end()).isEqualTo(new TtsEvent.Finished());
                }
                RecognitionTest.print("first sound, encrypted, through a proxy", spoken.firstSoundAt - began);
                assertThat(spoken.sound.toByteArray()).isEqualTo(Tone.of("Bom dia"));
                assertThat(emulator.traffic().syntheses().get(0).connection().path())
                        .isEqualTo("/tts/cognitiveservices/websocket/v1");
            }
            String basic =
                    "Basic " + Base64.getEncoder().encodeToString("ramal:pr0xy".getBytes(StandardCharsets.US_ASCII));
            assertThat(proxy.tunnels())
                    .isNotEmpty()
                    .allSatisfy(t -> assertThat(t.authorization()).isEqualTo(basic))
                    .extracting(ConnectProxy.Tunnel::target)
                    .contains("brazilsouth.stt.speech.microsoft.com:443", "brazilsouth.tts.speech.microsoft.com:443");
        }
    }

    /** A certificate of a region's names; OpenSSL is told to trust it. */
    private static SSLContext certificate(Path folder, String region, Path pem) throws Exception {
        Path store = folder.resolve("emulator.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "emulator",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + region,
                        "-ext",
                        "san=dns:" + region + ".stt.speech.microsoft.com,dns:" + region + ".tts.speech.microsoft.com",
                        "-ext",
                        "bc=ca:true",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        Files.writeString(
                pem,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(keys.getCertificate("emulator").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
