package io.ramal.speech.whisper.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WhisperSettingsTest {
    private final List<String> complaints = new ArrayList<>();

    @Test
    void theDefaults() {
        assertThat(settings(Map.of()))
                .isEqualTo(new WhisperSettings(
                        Path.of("/data/models/whisper/ggml-base.bin"),
                        1,
                        Math.min(4, Runtime.getRuntime().availableProcessors()),
                        8,
                        28_000,
                        0.5,
                        2000,
                        3000));
        assertThat(complaints).isEmpty();
    }

    @Test
    void aSpokenYesDoesNotCountUnlessAnOperatorWantsIt() {
        // decision.min.confidence of io.ramal.doorman
        assertThat(settings(Map.of()).confidence()).isLessThan(0.6);
        assertThat(settings(Map.of("confidence", 0.7)).confidence()).isEqualTo(0.7);
    }

    @Test
    void saysWhatIsOutOfRangeAndGoesOnWithTheDefault() {
        WhisperSettings s = settings(Map.of(
                "model.file", " ", "max.utterance.ms", 30_000, "confidence", 1.5, "queue.max", 0, "parallel", 3));

        assertThat(s.parallel()).isEqualTo(3);
        assertThat(s).isEqualTo(settings(Map.of("parallel", 3)));
        assertThat(complaints)
                .containsExactlyInAnyOrder(
                        "io.ramal.speech.whisper: model.file is empty; set it to the file of a model. Using"
                                + " models/whisper/ggml-base.bin until then",
                        "io.ramal.speech.whisper: max.utterance.ms=30000 is out of range; set it to 1000 to 29000."
                                + " Using 28000 until then",
                        "io.ramal.speech.whisper: queue.max=0 is out of range; set it to 1 to 1000. Using 8 until then",
                        "io.ramal.speech.whisper: confidence=1.5 is out of range; set it to 0 to 1. Using 0.5 until"
                                + " then");
    }

    @Test
    void noNumberIsNoConfidence() {
        assertThat(settings(Map.of("confidence", Double.NaN)).confidence()).isEqualTo(0.5);
        assertThat(complaints).hasSize(1);
    }

    @Test
    void theShippedFileHasEveryKeyAtItsDefault() throws Exception {
        Map<String, String> keys = new TreeMap<>();
        for (var m : WhisperConfig.class.getDeclaredMethods()) {
            keys.put(m.getName().replace('_', '.'), m.getDefaultValue().toString());
        }
        Map<String, String> shipped = new TreeMap<>();
        Path root = Path.of("").toAbsolutePath().getParent().getParent();
        for (String line : Files.readAllLines(root.resolve("config/io.ramal.speech.whisper.cfg"))) {
            if (line.startsWith("#") && line.contains(" = ")) {
                String[] pair = line.substring(1).split(" = ", 2);
                shipped.put(pair[0], pair[1]);
            } else {
                assertThat(line).matches("(# .*)?");
            }
        }
        assertThat(shipped).isEqualTo(keys);
        String readme = Files.readString(root.resolve("bundles/io.ramal.speech.whisper/README.md"));
        keys.forEach((key, value) -> assertThat(readme).contains("| " + key + " | " + value + " |"));
    }

    private WhisperSettings settings(Map<String, Object> values) {
        WhisperConfig config = (WhisperConfig) java.lang.reflect.Proxy.newProxyInstance(
                WhisperConfig.class.getClassLoader(),
                new Class<?>[] {WhisperConfig.class, Annotation.class},
                (proxy, method, args) ->
                        values.getOrDefault(method.getName().replace('_', '.'), method.getDefaultValue()));
        return WhisperSettings.of(config, p -> Path.of("/data").resolve(p), complaints::add);
    }
}
