package io.ramal.registry.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.provider.ProviderRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChoicesTest {
    @TempDir
    private Path folder;

    private final AtomicInteger changes = new AtomicInteger();

    @Test
    void choicesAreInForceAtOnceAndAfterARestart() throws Exception {
        Choices choices = choices();
        choices.use("all", Map.of(ProviderRole.TTS, "piper"));
        choices.use("1001", Map.of(ProviderRole.STT, "azure", ProviderRole.VAD, "webrtc"));
        choices.use("1001", Map.of(ProviderRole.VAD, ""));
        assertThat(choices.choices())
                .isEqualTo(Map.of("all", Map.of(ProviderRole.TTS, "piper"), "1001", Map.of(ProviderRole.STT, "azure")));
        assertThat(changes).hasValue(3);
        assertThat(choices().choices()).isEqualTo(choices.choices());
        assertThat(file()).hasContent("{\"1001\":{\"stt\":\"azure\"},\"all\":{\"tts\":\"piper\"}}");
    }

    @Test
    void whatIsTakenBackLeavesNothing() throws Exception {
        Choices choices = choices();
        choices.use("all", Map.of(ProviderRole.TTS, "piper"));
        choices.use("all", Map.of(ProviderRole.TTS, ""));
        assertThat(choices.choices()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"all\":{\"tts\":\"pi",
                "[]",
                "{\"all\":{\"mouth\":\"piper\"}}",
                "{\"all\":7}",
                "",
                "{\"all\":{\"tts\":null}}",
                "{\"all\":{\"tts\":{}}}",
                "{\"all\":{\"tts\":[\"piper\"]}}",
                "{\"all\":{\"tts\":\" \"}}"
            })
    void aFileThatIsNoneIsKeptAsideAndChoosesNobody(String text) throws Exception {
        Files.writeString(file(), text);
        Choices choices = choices();
        assertThat(choices.choices()).isEmpty();
        assertThat(folder.resolve("providers.json.bad")).hasContent(text);
        choices.use("all", Map.of(ProviderRole.AI, "rules"));
        assertThat(choices().choices()).containsKey("all");
    }

    @Test
    void aFileThatIsNoTextIsKeptAsideToo() throws Exception {
        byte[] bytes = {'{', (byte) 0xff, (byte) 0xfe, '}'};
        Files.write(file(), bytes);
        assertThat(choices().choices()).isEmpty();
        assertThat(folder.resolve("providers.json.bad")).hasBinaryContent(bytes);
    }

    @Test
    void aChoiceThatCannotBeKeptIsNotMade() throws Exception {
        Path blocked = Files.writeString(folder.resolve("blocked"), "a file where a folder should be");
        Choices choices = new Choices(blocked.resolve("providers.json"), changes::incrementAndGet);
        assertThatThrownBy(() -> choices.use("all", Map.of(ProviderRole.AI, "rules")))
                .isInstanceOf(IOException.class);
        assertThat(choices.choices()).isEmpty();
        assertThat(changes).hasValue(0);
    }

    private Path file() {
        return folder.resolve("providers.json");
    }

    private Choices choices() {
        return new Choices(file(), changes::incrementAndGet);
    }
}
