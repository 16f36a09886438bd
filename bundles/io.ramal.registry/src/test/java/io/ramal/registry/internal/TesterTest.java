package io.ramal.registry.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.audio.AudioFrame;
import io.ramal.dial.DialProvider;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderInfo;
import io.ramal.provider.ProviderRole;
import io.ramal.provider.ProviderTester.Mark;
import io.ramal.provider.ProviderTester.Report;
import io.ramal.stt.SttEvent;
import io.ramal.stt.SttListener;
import io.ramal.stt.SttProvider;
import io.ramal.stt.SttRequest;
import io.ramal.stt.SttSession;
import io.ramal.testkit.FakeClock;
import io.ramal.testkit.FakeDial;
import io.ramal.testkit.FakeStt;
import io.ramal.testkit.FakeTts;
import io.ramal.testkit.FakeVad;
import io.ramal.tts.TtsProvider;
import io.ramal.vad.VadProvider;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TesterTest {
    private static final Locale PT = Locale.forLanguageTag("pt-BR");

    private final FakeClock clock = new FakeClock();
    private final ProviderTable table =
            new ProviderTable(TestSettings.DEFAULTS, Map::of, new FakeInstants(clock), clock);
    private final Tester tester = new Tester(table, clock);
    private final FakeTts tts = new FakeTts("voice", 50);
    private final FakeStt stt = new FakeStt("ears");

    @BeforeEach
    void register() {
        table.add(TtsProvider.class, tts, 0, 1);
        table.add(SttProvider.class, stt, 0, 2);
        table.add(VadProvider.class, new FakeVad("vad"), 0, 3);
        table.add(DialProvider.class, new FakeDial("telephone"), 0, 4);
    }

    @Test
    void aVoiceSpeaks() throws Exception {
        Report r = only("voice");
        assertThat(r.passed()).isTrue();
        assertThat(r.marks()).extracting(Mark::what).containsExactly("first sound", "all of it");
        assertThat(r.result()).startsWith("1.0 s of sound");
        assertThat(r.sound().length()).isEqualTo(8000);
        assertThat(tts.texts()).containsExactly("Tenho uma entrega para o apartamento quinhentos e um.");
        assertThat(tts.open()).isZero();
    }

    @Test
    void aRecogniserHearsTheVoice() throws Exception {
        stt.answering(new SttEvent.Final("tenho uma entrega", 1));
        Report r = only("ears");
        assertThat(r.passed()).isTrue();
        assertThat(r.result()).isEqualTo("\"tenho uma entrega\"");
        assertThat(stt.last().frames())
                .as("a second of voice in a second of silence")
                .hasSize(100);
        assertThat(stt.open()).isZero();
    }

    @Test
    void aRecogniserThatUnderstandsNothingOrFailsHasNotPassed() throws Exception {
        stt.answering(new SttEvent.Final("", 0));
        assertThat(only("ears").result()).isEqualTo("it understood nothing");
        stt.answering(new SttEvent.Failed("no network"));
        assertThat(only("ears")).returns(false, Report::passed).returns("no network", Report::result);
    }

    @Test
    void withoutAVoiceNothingCanBeHeard() throws Exception {
        tts.health(ProviderHealth.unavailable("no engine", "install one"));
        assertThat(only("ears").result()).contains("no voice that could speak a sample in pt-BR");
        assertThat(only("voice").result()).isEqualTo("no engine -> install one");
    }

    @Test
    void aDetectorTellsSpeechFromSilence() throws Exception {
        Report r = only("vad");
        assertThat(r.passed()).isTrue();
        assertThat(r.result()).isEqualTo("1.0 s of speech in 2.0 s");
    }

    @Test
    void nobodyIsRungAndWhoIsNotThereIsSaid() {
        assertThatThrownBy(() -> tester.test("telephone", PT, ""))
                .hasMessageContaining("would ring somebody")
                .hasMessageContaining("There are ");
        assertThatThrownBy(() -> tester.test("piper", PT, ""))
                .hasMessageContaining("there is no provider piper; there are");
    }

    private Report only(String id) throws InterruptedException {
        List<Report> reports = tester.test(id, PT, "");
        assertThat(reports).hasSize(1);
        return reports.get(0);
    }

    @Test
    void whoThrowsHasNotPassed() throws Exception {
        table.add(SttProvider.class, new Talkative("garbage", true), 0, 9);
        Report r = only("garbage");
        assertThat(r.passed()).isFalse();
        assertThat(r.result())
                .isEqualTo("it failed by an error of its own: java.lang.IllegalArgumentException: scripted");
    }

    @Test
    void whoIsTriedIsNotTakenAwayMeanwhile() throws Exception {
        int[] lent = {-1};
        stt.answering(new SttEvent.Final("tenho uma entrega", 1));
        table.add(
                SttProvider.class,
                new Talkative("watched", false) {
                    @Override
                    public SttSession open(SttRequest request, SttListener listener) {
                        lent[0] = leases("watched");
                        return super.open(request, listener);
                    }
                },
                0,
                9);
        only("watched");
        assertThat(lent[0]).isEqualTo(1);
        assertThat(leases("watched")).isZero();
        assertThat(table.providers())
                .filteredOn(p -> p.info().id().equals("watched"))
                .allMatch(p -> p.served() == 0);
    }

    private int leases(String id) {
        return table.providers().stream()
                .filter(p -> p.info().id().equals(id))
                .mapToInt(p -> p.leases())
                .sum();
    }

    @Test
    void whoTellsMoreThanCanBeKeptHasNotPassed() throws Exception {
        table.add(
                SttProvider.class,
                new Talkative("flood", false) {
                    @Override
                    public SttSession open(SttRequest request, SttListener listener) {
                        for (int i = 0; i < 7_000; i++) {
                            listener.on(new SttEvent.Partial("and"));
                        }
                        return super.open(request, listener);
                    }
                },
                0,
                9);
        assertThat(only("flood"))
                .returns(false, Report::passed)
                .returns("it told more than 6000 things before they could be read", Report::result);
    }

    @Test
    void aLanguageThatIsNoneIsRefused() {
        assertThatThrownBy(() -> tester.test("voice", Locale.forLanguageTag("pt_BR"), ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pt-BR");
    }

    @Test
    void whoNeverComesToAnEndIsNotListenedToForEver() throws Exception {
        table.add(SttProvider.class, new Talkative("endless", false), 0, 9);
        Report r = only("endless");
        assertThat(r.passed()).isFalse();
        assertThat(r.result()).isEqualTo("not done within 30 s");
    }

    @Test
    void aVoiceThatCannotSpeakTheSampleIsNamed() throws Exception {
        tts.failing(true);
        assertThat(only("ears").result()).startsWith("the voice voice could not speak a sample to it: ");
    }

    /** Throws, or tells partial texts for as long as anybody listens, one a second. */
    private class Talkative implements SttProvider {
        private final String id;
        private final boolean throwing;

        Talkative(String id, boolean throwing) {
            this.id = id;
            this.throwing = throwing;
        }

        @Override
        public ProviderInfo info() {
            return new ProviderInfo(id, ProviderRole.STT, Set.of(), "scripted");
        }

        @Override
        public ProviderHealth health() {
            return ProviderHealth.READY;
        }

        @Override
        public SttSession open(SttRequest request, SttListener listener) {
            if (throwing) {
                throw new IllegalArgumentException("scripted");
            }
            return new SttSession() {
                @Override
                public void accept(AudioFrame frame) {}

                @Override
                public void finish() {
                    for (int second = 0; second < 60; second++) {
                        clock.advance(Duration.ofSeconds(1));
                        listener.on(new SttEvent.Partial("and"));
                    }
                }

                @Override
                public void cancel() {}

                @Override
                public void close() {}
            };
        }
    }
}
