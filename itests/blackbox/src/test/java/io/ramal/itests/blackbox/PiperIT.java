package io.ramal.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.speech.piper.internal.ToneVoice;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A feature that the boot set lacks, from the distribution's own repository: it asks no other. */
class PiperIT {
    private static Server server;

    @BeforeAll
    static void start() throws Exception {
        server = new Server("piper");
        server.start();
        server.awaitStatus();
    }

    @AfterAll
    static void end() throws Exception {
        server.close();
    }

    @Test
    void speaksOnceItsFeatureIsInstalledAndAVoiceIsThere() throws Exception {
        // the API answers before all of a starting server is there
        String before = server.await("espeak is there", () -> {
            String all = server.get(server.apiPort, "/api/providers");
            return all != null && all.contains("espeak") ? all : null;
        });
        assertThat(before).doesNotContain("\"id\":\"piper\"");
        server.shell("feature:install ramal-speech-piper");
        Path voice = server.home.resolve("data/voices/pt_BR-faber-medium.onnx");
        String missing = piper("unavailable");
        assertThat(missing).contains(voice.toString()).contains("rhasspy/piper-voices");

        ToneVoice.portuguese().write(voice);
        piper("ready");
        assertThat(server.post("/api/providers/test", "{\"id\":\"piper\"}")).contains("\"passed\":true");
    }

    /** What is shown of it once it is in a state. */
    private static String piper(String state) throws Exception {
        Pattern shown = Pattern.compile(
                "\\{\"id\":\"piper\"[^{}]*\"state\":\"" + state + "\"[^{}]*}", Pattern.CASE_INSENSITIVE);
        return server.await("piper is " + state, () -> {
            String all = server.get(server.apiPort, "/api/providers");
            Matcher m = shown.matcher(all == null ? "" : all);
            return m.find() ? m.group() : null;
        });
    }
}
