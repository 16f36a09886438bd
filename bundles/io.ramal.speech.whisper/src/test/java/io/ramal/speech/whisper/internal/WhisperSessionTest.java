package io.ramal.speech.whisper.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ramal.audio.AudioFrame;
import io.ramal.call.LegRole;
import io.ramal.provider.Capability;
import io.ramal.speech.whisper.internal.FakeEngine.Asked;
import io.ramal.stt.SttEvent;
import io.ramal.stt.SttRequest;
import io.ramal.stt.SttSession;
import io.ramal.testkit.ManualExecutor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhisperSessionTest {
    private static final int SECOND = 50;
    private static final int TAIL = 4800;
    private static final SttEvent HEARD = new SttEvent.Final("bom dia", 0.5);
    private static final SttEvent NOTHING = new SttEvent.Final("", 0);
    private static final SttEvent STOPPING = new SttEvent.Failed("the Whisper engine is being stopped");

    @TempDir
    Path folder;

    private final FakeEngine engine = new FakeEngine();
    private final ManualExecutor workers = new ManualExecutor();
    private final List<SttEvent> events = new ArrayList<>();
    private ModelSlot slot;
    private WhisperProvider provider;

    @BeforeEach
    void loadModel() throws Exception {
        slot = engine.slot(folder, TinyModel.MULTILINGUAL);
        provider = provider(slot);
    }

    @AfterEach
    void everythingIsFreedOnce() {
        provider.close();
        workers.runAll();
        slot.close();
        assertThat(provider.live()).isZero();
        assertThat(engine.openModels).hasValue(0);
        assertThat(engine.mistakes).hasValue(0);
    }

    @Test
    void tellsTheWholeWhenTheUtteranceIsOverAndNothingBefore() {
        SttSession session = open();
        talk(session, 2);
        workers.runAll();
        assertThat(engine.asked).isEmpty();
        session.finish();
        assertThat(events).as("not on the thread that hands over").isEmpty();
        workers.runAll();

        assertThat(events).containsExactly(HEARD);
        assertThat(engine.asked).containsExactly(new Asked(32_000 + TAIL, 256, "pt"));
        assertThat(provider.live()).isZero();
        session.close();
    }

    @Test
    void asksInTheLanguageOfTheRequest() {
        SttSession session = provider.open(request("en-US"), events::add);
        talk(session, 10);
        session.finish();
        workers.runAll();

        assertThat(engine.asked).containsExactly(new Asked(160_000 + TAIL, 515, "en"));
    }

    @Test
    void silenceIsNotShownToAnEngineThatWouldInventWords() {
        SttSession session = open();
        for (int i = 0; i < SECOND; i++) {
            session.accept(AudioFrame.SILENCE);
        }
        session.finish();
        SttSession soundless = open();
        soundless.finish();
        workers.runAll();

        assertThat(events).containsExactly(NOTHING, NOTHING);
        assertThat(engine.asked).isEmpty();
    }

    @Test
    void whatIsNoSpeechIsNothing() {
        engine.text = " [BLANK_AUDIO]";
        SttSession session = open();
        talk(session, 1);
        session.finish();
        workers.runAll();

        assertThat(events).containsExactly(NOTHING);
    }

    @Test
    void keepsTheLastOfAnUtteranceThatIsTooLong() {
        SttSession session = open();
        talk(session, 40);
        session.finish();
        workers.runAll();

        assertThat(engine.asked).containsExactly(new Asked(2 * 28 * 8000 + TAIL, 1415, "pt"));
    }

    @Test
    void saysNothingAfterCancelAndMakesRoomAtOnce() {
        SttSession first = open();
        talk(first, 1);
        first.finish();
        first.cancel();
        first.close();
        first.close();
        assertThat(provider.live()).isZero();
        first.finish();
        first.accept(AudioFrame.SILENCE);
        workers.runAll();

        assertThat(events).isEmpty();
        assertThat(engine.asked).isEmpty();
    }

    @Test
    void throwsAwayWhatIsFoundAfterACancel() {
        SttSession session = open();
        talk(session, 1);
        engine.meanwhile = session::cancel;
        session.finish();
        workers.runAll();

        assertThat(engine.asked).hasSize(1);
        assertThat(events).isEmpty();
    }

    @Test
    void takesNothingAfterFinish() {
        SttSession session = open();
        talk(session, 1);
        session.finish();
        talk(session, 2);
        session.finish();
        workers.runAll();

        assertThat(engine.asked).containsExactly(new Asked(16_000 + TAIL, 256, "pt"));
        assertThat(events).containsExactly(HEARD);
    }

    @Test
    void failsAtOnceWhenTooManyWait() {
        // one goes to the worker, two wait
        for (int i = 0; i < 4; i++) {
            SttSession session = open();
            talk(session, 1);
            session.finish();
        }
        assertThat(events).isEmpty();
        SttSession oneTooMany = open();
        talk(oneTooMany, 1);
        oneTooMany.finish();
        assertThat(events).containsExactly(new SttEvent.Failed("too many utterances are waiting for Whisper already"));
        workers.runAll();

        assertThat(events).hasSize(5);
        assertThat(events.subList(1, 5)).containsOnly(HEARD);
    }

    @Test
    void failsOnceWhenTheEngineFailsAndServesTheNext() {
        engine.failing = true;
        SttSession session = open();
        talk(session, 1);
        session.finish();
        workers.runAll();
        session.finish();
        engine.failing = false;
        SttSession next = open();
        talk(next, 1);
        next.finish();
        workers.runAll();

        assertThat(events).containsExactly(new SttEvent.Failed("Whisper failed: no"), HEARD);
    }

    @Test
    void failsEvenOverAnErrorAndServesTheNext() {
        engine.meanwhile = () -> {
            engine.meanwhile = () -> {};
            throw new OutOfMemoryError("none left");
        };
        for (int i = 0; i < 2; i++) {
            SttSession session = open();
            talk(session, 1);
            session.finish();
        }
        workers.runAll();

        assertThat(events).containsExactly(new SttEvent.Failed("Whisper failed: none left"), HEARD);
    }

    @Test
    void failsWithTheReasonWhenThereIsNoModel() {
        ModelSlot empty = new ModelSlot(folder.resolve("none.bin"), engine, FakeEngine.LATER);
        empty.look();
        SttSession session = provider(empty).open(request("pt-BR"), events::add);
        talk(session, 1);
        session.finish();
        workers.runAll();

        assertThat(events).containsExactly(new SttEvent.Failed("no speech model at " + folder.resolve("none.bin")));
    }

    @Test
    void anEnglishModelIsRefusedForPortuguese() throws Exception {
        ModelSlot english = engine.slot(folder.resolve("en"), TinyModel.ENGLISH);
        WhisperProvider p = provider(english);
        p.open(request("pt-BR"), events::add).finish();
        SttSession fine = p.open(request("en-US"), events::add);
        talk(fine, 1);
        fine.finish();
        workers.runAll();

        assertThat(p.info().languages()).containsExactly(Locale.ENGLISH);
        assertThat(p.info().serves(Locale.forLanguageTag("pt-BR"))).isFalse();
        assertThat(events)
                .containsExactly(
                        new SttEvent.Failed("the Whisper model understands English only, and \"pt\" is spoken"), HEARD);
        english.close();
    }

    @Test
    void aModelThatIsEnglishWhenTheUtteranceIsOverIsRefusedToo() throws Exception {
        SttSession session = open();
        talk(session, 1);
        Path file = slot.file();
        java.nio.file.Files.delete(file);
        slot.look();
        TinyModel.write(file, TinyModel.ENGLISH);
        slot.look();
        slot.look();
        session.finish();
        workers.runAll();

        assertThat(events)
                .containsExactly(
                        new SttEvent.Failed("the Whisper model understands English only, and \"pt\" is spoken"));
    }

    @Test
    void tellsWhoItIs() {
        assertThat(provider.info().id()).isEqualTo("whisper");
        assertThat(provider.info().capabilities()).containsExactly(Capability.LOCAL);
        assertThat(provider.info().serves(Locale.forLanguageTag("pt-BR"))).isTrue();
        assertThat(provider.info().serves(Locale.forLanguageTag("en-US"))).isTrue();
        assertThat(provider.info().description()).contains(slot.file().toString());
    }

    @Test
    void failsWhatIsOpenWaitsOrIsWorkedOnWhenTheProviderClosesAndWhatComesLate() {
        SttSession open = open();
        SttSession working = open();
        talk(working, 1);
        working.finish();
        SttSession waits = open();
        talk(waits, 1);
        waits.finish();
        engine.meanwhile = provider::close;
        workers.runNext();
        assertThat(events).containsExactly(STOPPING, STOPPING, STOPPING);
        SttSession late = open();
        late.finish();
        open.finish();
        workers.runAll();

        assertThat(events).containsExactly(STOPPING, STOPPING, STOPPING, STOPPING);
        assertThat(provider.live()).isZero();
    }

    @Test
    void theModelIsFreedAfterTheWorkerThatUsesIt() {
        SttSession session = open();
        talk(session, 1);
        engine.meanwhile = () -> {
            provider.close();
            slot.close();
            assertThat(engine.openModels).hasValue(1);
        };
        session.finish();
        workers.runAll();

        assertThat(engine.openModels).hasValue(0);
        assertThat(events).containsExactly(STOPPING);
    }

    @Test
    void endsEvenWithoutWorkers() {
        WhisperProvider orphan = new WhisperProvider(
                slot,
                task -> {
                    throw new RejectedExecutionException();
                },
                new Waiting(2, 2),
                28_000,
                new Ear(0.5));
        SttSession session = orphan.open(request("pt-BR"), events::add);
        talk(session, 1);
        session.finish();

        assertThat(events).containsExactly(new SttEvent.Failed("the Whisper engine has been stopped"));
        assertThat(orphan.live()).isZero();
    }

    @Test
    void survivesAListenerThatThrows() {
        SttSession session = provider.open(request("pt-BR"), e -> {
            events.add(e);
            throw new IllegalStateException("mine");
        });
        talk(session, 1);
        session.finish();
        workers.runAll();

        assertThat(events).containsExactly(HEARD);
        assertThat(provider.live()).isZero();
    }

    private WhisperProvider provider(ModelSlot s) {
        return new WhisperProvider(s, workers, new Waiting(2, 2), 28_000, new Ear(0.5));
    }

    private SttSession open() {
        return provider.open(request("pt-BR"), events::add);
    }

    static SttRequest request(String language) {
        return new SttRequest(new UUID(0, 1), LegRole.VISITOR, Locale.forLanguageTag(language), List.of());
    }

    static void talk(SttSession session, int seconds) {
        short[] loud = new short[AudioFrame.SAMPLES];
        for (int i = 0; i < loud.length; i++) {
            loud[i] = (short) (i % 8 < 4 ? 2000 : -2000);
        }
        AudioFrame frame = AudioFrame.wrap(loud);
        for (int i = 0; i < seconds * SECOND; i++) {
            session.accept(frame);
        }
    }
}
