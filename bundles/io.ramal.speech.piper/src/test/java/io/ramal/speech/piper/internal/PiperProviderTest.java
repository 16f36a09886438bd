package io.ramal.speech.piper.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.helper.FakeHelpers;
import io.ramal.helper.FakeLoop;
import io.ramal.helper.HelperPool;
import io.ramal.helper.Recorder;
import io.ramal.helper.wire.Command;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderRole;
import io.ramal.tts.TtsRequest;
import io.ramal.tts.TtsSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PiperProviderTest {
    private static final Locale PT = Locale.forLanguageTag("pt-BR");
    private static final Locale EN = Locale.forLanguageTag("en-US");

    @TempDir
    Path folder;

    private final FakeLoop loop = new FakeLoop();
    private final FakeHelpers helpers = new FakeHelpers();
    private final Recorder heard = new Recorder();
    private final SortedMap<String, Path> paths = new TreeMap<>();
    private PiperProvider provider;

    @BeforeEach
    void start() throws IOException {
        paths.put("pt", ToneVoice.portuguese().write(folder.resolve("pt.onnx")));
        paths.put("en", ToneVoice.english().write(folder.resolve("en.onnx")));
        provider = provider(1);
        helpers.last().hello();
        loop.run();
    }

    @Test
    void tellsWhoItIs() {
        assertThat(provider.info().id()).isEqualTo("piper");
        assertThat(provider.info().role()).isEqualTo(ProviderRole.TTS);
        assertThat(provider.info().languages()).containsExactlyInAnyOrder(PT, EN);
        assertThat(provider.health()).isEqualTo(ProviderHealth.READY);
    }

    @Test
    void aVoiceThatIsNotThereYetIsOfTheUsualLanguage() throws IOException {
        Files.delete(paths.get("pt"));
        paths.remove("en");
        assertThat(provider(1).info().languages()).containsExactly(PT);
    }

    @Test
    void asksForTheLanguagesVoiceWhateverIsAskedFor() {
        provider.open(TtsRequest.of(PT), heard).say("Bom\ndia.\u0007");
        loop.run();
        helpers.last().end();
        provider.open(new TtsRequest(EN, "pt-BR-FranciscaNeural"), heard).say("Hello.");
        loop.run();
        assertThat(helpers.last().commands)
                .containsExactly(
                        new Command.Speak(1, "pt", "pt", 0, 50, "Bom dia."),
                        new Command.Speak(2, "en", "en", 0, 50, "Hello."));
    }

    @Test
    void nothingHappensOnTheCallersThread() {
        TtsSession session = provider.open(TtsRequest.of(PT), heard);
        session.say("Olá.");
        session.cancel();
        assertThat(helpers.last().commands).isEmpty();
        loop.run();
        assertThat(helpers.last().commands).isEmpty();
        assertThat(heard.events()).isEmpty();
    }

    @Test
    void theKeyChangesWithWhateverChangesTheSound() throws Exception {
        String key = key(1);
        assertThat(key(1)).isEqualTo(key).startsWith("piper/1.2.0/pt.onnx/");
        assertThat(key(1.1)).isNotEqualTo(key);
        Files.setLastModifiedTime(paths.get("pt"), FileTime.fromMillis(1_000_000));
        String touched = key(1);
        assertThat(touched).isNotEqualTo(key);
        Files.write(paths.get("pt"), new byte[77]);
        Files.setLastModifiedTime(paths.get("pt"), FileTime.fromMillis(1_000_000));
        assertThat(key(1)).isNotEqualTo(touched);
    }

    @Test
    void oneVoiceAtLeast() {
        assertThatThrownBy(() -> new PiperSettings(new TreeMap<>(), 1, 1, Duration.ofSeconds(1), 1))
                .hasMessageContaining("voice.pt");
    }

    private PiperProvider provider(double scale) {
        PiperSettings settings = settings(scale);
        HelperPool pool = new HelperPool(settings.pool(), helpers, hello -> {}, loop);
        pool.start();
        loop.run();
        return new PiperProvider("1.2.0", new Voices(settings, "1.2.0"), pool);
    }

    private String key(double scale) throws Exception {
        Voices voices = new Voices(settings(scale), "1.2.0");
        voices.arguments(folder.resolve("configs"));
        return voices.key(PT);
    }

    private PiperSettings settings(double scale) {
        return new PiperSettings(paths, scale, 1, Duration.ofSeconds(5), 64);
    }
}
