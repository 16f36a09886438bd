package io.ramal.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.extension.ConfigurationStatus;
import io.ramal.extension.DatabaseState;
import io.ramal.extension.ExtensionSource;
import io.ramal.extension.ExtensionState;
import io.ramal.extension.ExtensionStatus;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderRole;
import io.ramal.provider.ProviderStatus;
import io.ramal.testkit.FakeClock;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StartupWatchTest {
    private static final ProviderHealth NO_MODEL =
            ProviderHealth.unavailable("no model in data/models", "ramal:model-install pt");

    private static final StartupReport REPORT =
            new StartupReport(new ConfigurationText(Clock.fixed(Samples.BEGAN, ZoneOffset.UTC)));

    private final FakeClock clock = new FakeClock();
    private final long start = clock.getAsLong();
    private final StartupWatch watch = new StartupWatch(start, at -> 1000 + (at - start) / 1_000_000, REPORT);
    private final List<ExtensionStatus> extensions = new ArrayList<>();
    private final List<ProviderStatus> providers = new ArrayList<>();
    private ProviderStatus stt;
    private ConfigurationStatus configuration = Samples.fromDatabase();
    private boolean answering = true;
    private Locale language = Locale.forLanguageTag("pt-BR");

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
                        "  from       the database, as it was 12 s ago",
                        "  database   up for 5 min, changes are told at once",
                        "  http       port 8090",
                        "  VAD        silero",
                        "  STT        -",
                        "  TTS        espeak (en-US pt-BR)",
                        "  AI         rules",
                        "  dial       -",
                        "  missing    no STT for pt-BR: callers are heard by keypad only",
                        "  missing    no way to ring residents: residents cannot be called"
                                + " -> AMI_HOST, AMI_USER and AMI_PASSWORD in .env",
                        "  not ready  vosk: no model in data/models -> ramal:model-install pt");
        assertThat(lookAfter(60_000)).as("nothing has changed").isEmpty();
    }

    @Test
    void aServerThatNeverSettlesIsReportedAfterFiveSeconds() {
        assertThat(lookAfter(4900)).isEmpty();
        assertThat(lookAfter(100).get(0)).contains("listens on no port");
    }

    @Test
    void theHttpApiIsWaitedForUntilItAnswers() {
        extensions.add(Samples.listening(8080, 8080));
        providers.add(stt);
        answering = false;
        assertThat(lookAfter(0)).isEmpty();
        assertThat(lookAfter(3000)).isEmpty();
        answering = true;
        assertThat(lookAfter(100).get(0)).contains("http       port 8090");
    }

    @Test
    void anHttpApiThatDoesNotAnswerIsNotSaidTo() {
        answering = false;
        assertThat(lookAfter(5000).get(0)).contains("http       does not answer yet on port 8090, see the log");
    }

    @Test
    void anEngineThatIsLoadingIsWaitedFor() {
        extensions.add(Samples.listening(8080, 8080));
        providers.add(Samples.provider(ProviderRole.STT, "vosk", ProviderHealth.starting("loading"), "pt-BR"));
        providers.add(Samples.provider(ProviderRole.DIAL, "ami", ProviderHealth.READY));
        assertThat(lookAfter(0)).isEmpty();
        assertThat(lookAfter(2000)).isEmpty();
        providers.set(3, Samples.provider(ProviderRole.STT, "vosk", ProviderHealth.READY, "pt-BR"));
        assertThat(lookAfter(0)).isEmpty();
        assertThat(lookAfter(400).get(0))
                .contains("STT        vosk (pt-BR)", "dial       ami")
                .doesNotContain("missing");
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
                        "Ramal: no STT for pt-BR any more, callers are heard by keypad only; vosk: no model in data/models"
                                + " -> ramal:model-install pt");
        providers.add(Samples.provider(ProviderRole.DIAL, "ami", ProviderHealth.READY));
        assertThat(lookAfter(10)).isEmpty();
    }

    @Test
    void anEngineForAnotherLanguageDoesNotCount() {
        extensions.add(Samples.listening(8080, 8080));
        providers.add(Samples.provider(ProviderRole.STT, "vosk-en", ProviderHealth.READY, "en"));
        assertThat(lookAfter(5000).get(0))
                .contains("STT        vosk-en (en)")
                .contains("missing    no STT for pt-BR: callers are heard by keypad only");
        language = Locale.forLanguageTag("en-US");
        assertThat(lookAfter(2000)).containsExactly("Ramal: STT is served by vosk-en (en)");
        language = null;
        assertThat(lookAfter(2000)).as("not known: anybody will do").isEmpty();
    }

    @Test
    void ofManyPairsTheFirstAndTheFaultyAreTold() {
        for (int n = 1; n <= 1000; n++) {
            boolean bad = n == 3 || n > 990;
            extensions.add(Samples.pair(
                    n, bad ? ExtensionState.ERROR : ExtensionState.ACTIVE, bad ? "port " + n + " is taken" : null));
        }
        List<String> lines = lookAfter(5000).get(0).lines().toList();
        assertThat(lines)
                .containsSubsequence(
                        "  calls      2001 on port 20001, return 3001 on port 30001",
                        "  calls      2003 does not listen: port 3 is taken",
                        "  calls      2005 on port 20005, return 3005 on port 30005",
                        "             and 995 more; 989 of all 1000 listen",
                        "  faulty     2991 does not listen: port 991 is taken",
                        "  faulty     2995 does not listen: port 995 is taken",
                        "             and 5 more that are faulty: ramal:list --faulty",
                        "  from       the database, as it was 12 s ago")
                .hasSizeLessThan(25);
    }

    @Test
    void theCompatibilityModeIsExplainedWithoutADatabase() {
        configuration =
                new ConfigurationStatus(ExtensionSource.COMPATIBILITY, null, DatabaseState.NONE, null, null, false);
        extensions.add(Samples.listening(8080, 8080));
        assertThat(lookAfter(5000).get(0))
                .contains("from       nowhere: neither database nor file holds one")
                .doesNotContain("  database ");
        assertThat(new StartupReport.View(List.of(), null, List.of(), null, "", false).settling())
                .isEmpty();
    }

    @Test
    void theLanguageOfCallsIsTheConfiguredOneOrTheDefault() {
        assertThat(Providers.callLanguage(null)).hasToString("pt_BR");
        assertThat(Providers.callLanguage(" en ")).hasToString("en_US");
        assertThat(Providers.callLanguage("de")).isNull();
    }

    private List<String> lookAfter(long millis) {
        clock.advance(Duration.ofMillis(millis));
        return watch.look(
                new StartupReport.View(extensions, configuration, providers, language, "8090", answering),
                clock.getAsLong());
    }
}
