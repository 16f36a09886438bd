package io.ramal.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.extension.ExtensionSource;
import io.ramal.extension.ExtensionStatus;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderRole;
import io.ramal.provider.ProviderStatus;
import io.ramal.testkit.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StartupWatchTest {
    private static final ProviderHealth NO_MODEL =
            ProviderHealth.unavailable("no model in data/models", "ramal:model-install pt");

    private final FakeClock clock = new FakeClock();
    private final long start = clock.getAsLong();
    private final StartupWatch watch = new StartupWatch(start, at -> 1000 + (at - start) / 1_000_000);
    private final List<ExtensionStatus> extensions = new ArrayList<>();
    private final List<ProviderStatus> providers = new ArrayList<>();
    private ProviderStatus stt;

    @BeforeEach
    void providers() {
        stt = Samples.provider(ProviderRole.STT, "vosk", NO_MODEL, "pt-BR");
        providers.add(Samples.provider(ProviderRole.VAD, "silero", ProviderHealth.READY));
        providers.add(Samples.provider(ProviderRole.TTS, "espeak", ProviderHealth.READY, "pt-BR", "en-US"));
        providers.add(Samples.provider(ProviderRole.AI, "rules", ProviderHealth.READY));
    }

    @Test
    void itIsPrintedOnceEverythingIsThereAndQuiet() {
        assertThat(lookAfter(100)).isEmpty();
        providers.add(1, stt);
        extensions.add(Samples.listening(8082, 8083));
        assertThat(lookAfter(200)).isEmpty();
        assertThat(lookAfter(300)).isEmpty();
        List<String> printed = lookAfter(100);
        assertThat(printed).hasSize(1);
        assertThat(printed.get(0).lines())
                .containsExactly(
                        "Ramal is up, 1300 ms after the JVM started",
                        "  calls      1001 on port 8083 (configured 8082), return 1002 on port 8081",
                        "  http       port 8090",
                        "  VAD        silero",
                        "  STT        -",
                        "  TTS        espeak (en-US pt-BR)",
                        "  AI         rules",
                        "  missing    no STT: callers are heard by keypad only",
                        "  not ready  vosk: no model in data/models -> ramal:model-install pt");
        assertThat(lookAfter(60_000)).as("nothing has changed").isEmpty();
    }

    @Test
    void aServerThatNeverSettlesIsReportedAfterFiveSeconds() {
        assertThat(lookAfter(4900)).isEmpty();
        assertThat(lookAfter(100).get(0)).contains("listens on no port");
    }

    @Test
    void anEngineThatIsLoadingIsWaitedFor() {
        extensions.add(Samples.listening(8080, 8080));
        providers.add(Samples.provider(ProviderRole.STT, "vosk", ProviderHealth.starting("loading"), "pt-BR"));
        assertThat(lookAfter(0)).isEmpty();
        assertThat(lookAfter(2000)).isEmpty();
        providers.set(3, Samples.provider(ProviderRole.STT, "vosk", ProviderHealth.READY, "pt-BR"));
        assertThat(lookAfter(0)).isEmpty();
        assertThat(lookAfter(400).get(0)).contains("STT        vosk (pt-BR)").doesNotContain("missing");
    }

    @Test
    void anEssentialRoleThatComesOrGoesIsOneLine() {
        providers.add(1, stt);
        lookAfter(5000);
        providers.set(1, Samples.provider(ProviderRole.STT, "vosk", ProviderHealth.READY, "pt-BR"));
        assertThat(lookAfter(10)).containsExactly("Ramal: STT is served by vosk (pt-BR)");
        providers.set(1, stt);
        assertThat(lookAfter(10))
                .containsExactly(
                        "Ramal: no STT any more, callers are heard by keypad only; vosk: no model in data/models"
                                + " -> ramal:model-install pt");
        providers.add(Samples.provider(ProviderRole.DIAL, "ami", ProviderHealth.READY));
        assertThat(lookAfter(10)).isEmpty();
    }

    private List<String> lookAfter(long millis) {
        clock.advance(Duration.ofMillis(millis));
        return watch.look(
                new StartupReport.View(extensions, ExtensionSource.DATABASE, providers, "8090"), clock.getAsLong());
    }
}
